package org.almagest.hats.write.parquet;

import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Columns as Parquet declares them: all optional, as other writers of HATS make them. */
public final class ParquetSchema {

  private ParquetSchema() {}

  public static MessageType of(List<CatalogColumn> columns) {
    return new MessageType("schema", columns.stream().map(ParquetSchema::type).toList());
  }

  private static Type type(CatalogColumn column) {
    return switch (column.type()) {
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case UNSIGNED_BYTE, SHORT ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.intType(16, true))
              .named(column.name());
      case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT).named(column.name());
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case STRING ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
              .named(column.name());
    };
  }
}
