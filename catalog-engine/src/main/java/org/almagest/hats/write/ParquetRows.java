package org.almagest.hats.write;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.almagest.catalog.CatalogColumn;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of boxed values: Boolean, Number, String or {@link LocalDateTime} as the column's
 * type says, or null. All columns are optional, as other writers of HATS make them.
 */
final class ParquetRows extends WriteSupport<@Nullable Object[]> {

  private static final Instant EPOCH = Instant.EPOCH;

  private final List<CatalogColumn> columns;
  private final MessageType schema;
  private @Nullable RecordConsumer consumer;

  ParquetRows(List<CatalogColumn> columns) {
    this.columns = List.copyOf(columns);
    this.schema = schema(columns);
  }

  static MessageType schema(List<CatalogColumn> columns) {
    return new MessageType("schema", columns.stream().map(ParquetRows::type).toList());
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

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(@Nullable Object[] row) {
    RecordConsumer out = Objects.requireNonNull(consumer);
    out.startMessage();
    for (int index = 0; index < columns.size(); index++) {
      Object value = row[index];
      if (value != null) {
        out.startField(columns.get(index).name(), index);
        write(out, columns.get(index), value);
        out.endField(columns.get(index).name(), index);
      }
    }
    out.endMessage();
  }

  private static void write(RecordConsumer out, CatalogColumn column, Object value) {
    switch (column.type()) {
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case UNSIGNED_BYTE, SHORT, INTEGER -> out.addInteger(((Number) value).intValue());
      case LONG -> out.addLong(((Number) value).longValue());
      case FLOAT -> out.addFloat(((Number) value).floatValue());
      case DOUBLE -> out.addDouble(((Number) value).doubleValue());
      case STRING -> out.addBinary(Binary.fromString((String) value));
      case TIMESTAMP ->
          out.addLong(
              ChronoUnit.MICROS.between(EPOCH, ((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
    }
  }
}
