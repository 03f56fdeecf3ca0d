package org.almagest.ingest.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.NioParquet;
import org.almagest.hats.VoFields;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Finds out what the columns of Parquet files are. */
public final class ParquetTypes {

  private ParquetTypes() {}

  /** The columns of a file. */
  public static SourceFile describe(String path) {
    MessageType schema;
    VoFields fields;
    try {
      FileMetaData footer = NioParquet.footer(Path.of(path)).getFileMetaData();
      schema = footer.getSchema();
      String votable = footer.getKeyValueMetaData().get(VoFields.KEY);
      fields = votable == null ? VoFields.NONE : VoFields.parse(votable);
    } catch (IOException | RuntimeException e) {
      throw BrokenFile.of(path, "Parquet", e);
    }
    List<CatalogColumn> columns = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (Type field : schema.getFields()) {
      ColumnType type =
          field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)
              ? type(field.asPrimitiveType())
              : null;
      if (type == null) {
        leftOut.put(field.getName(), "is of type " + name(field));
      }
      columns.add(column(field.getName(), type == null ? ColumnType.STRING : type, fields));
    }
    return new SourceFile(path, SourceFile.Format.PARQUET, ' ', columns, false, leftOut);
  }

  private static CatalogColumn column(String name, ColumnType type, VoFields fields) {
    VoFields.Field told =
        fields.field(name).orElseGet(() -> new VoFields.Field(null, null, null, null));
    return new CatalogColumn(
        name,
        type,
        told.unit(),
        told.ucd(),
        told.utype(),
        told.description(),
        CatalogColumn.Visibility.SECONDARY,
        CatalogColumn.Access.SCANNED);
  }

  private static String name(Type field) {
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    if (logical != null) {
      return logical.toString().toLowerCase(Locale.ROOT);
    }
    return field.isPrimitive()
        ? field.asPrimitiveType().getPrimitiveTypeName().toString().toLowerCase(Locale.ROOT)
        : "struct";
  }

  /** The type of a column; null if no table can hold it. */
  public static @Nullable ColumnType type(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal.getScale() == 0 && decimal.getPrecision() <= 20
          ? ColumnType.LONG
          : ColumnType.DOUBLE;
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case FLOAT -> ColumnType.FLOAT;
      case DOUBLE -> ColumnType.DOUBLE;
      case INT96 -> ColumnType.TIMESTAMP;
      case INT32 -> type32(logical);
      case INT64 -> type64(logical);
      case BINARY ->
          logical == null
                  || logical instanceof StringLogicalTypeAnnotation
                  || logical instanceof EnumLogicalTypeAnnotation
                  || logical instanceof JsonLogicalTypeAnnotation
              ? ColumnType.STRING
              : null;
      case FIXED_LEN_BYTE_ARRAY -> logical == null ? ColumnType.STRING : null;
    };
  }

  private static @Nullable ColumnType type32(@Nullable LogicalTypeAnnotation logical) {
    if (logical == null) {
      return ColumnType.INTEGER;
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return ColumnType.TIMESTAMP;
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      int bits = integer.getBitWidth() + (integer.isSigned() ? 0 : 1);
      if (bits <= 16) {
        return ColumnType.SHORT;
      }
      return bits <= 32 ? ColumnType.INTEGER : ColumnType.LONG;
    }
    return null;
  }

  private static @Nullable ColumnType type64(@Nullable LogicalTypeAnnotation logical) {
    if (logical == null || logical instanceof IntLogicalTypeAnnotation) {
      return ColumnType.LONG;
    }
    return logical instanceof TimestampLogicalTypeAnnotation ? ColumnType.TIMESTAMP : null;
  }

  /** The row groups of a file, small ones together, as parts of about equal work. */
  public static List<FilePart> parts(SourceFile file, int firstNumber, long rowsOfPart) {
    List<BlockMetaData> groups;
    try {
      groups = NioParquet.footer(Path.of(file.path())).getBlocks();
    } catch (IOException | RuntimeException e) {
      throw BrokenFile.of(file.path(), "Parquet", e);
    }
    List<FilePart> parts = new ArrayList<>();
    long before = 0;
    long rows = 0;
    int first = 0;
    for (int group = 0; group < groups.size(); group++) {
      rows += groups.get(group).getRowCount();
      if (rows >= rowsOfPart || group == groups.size() - 1) {
        parts.add(new FilePart(file, firstNumber + parts.size(), first, group + 1 - first, before));
        before += rows;
        rows = 0;
        first = group + 1;
      }
    }
    return parts;
  }
}
