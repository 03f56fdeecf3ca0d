package org.almagest.backend;

import java.util.ArrayList;
import java.util.List;
import org.almagest.backend.StoredColumn.Form;
import org.almagest.catalog.ColumnType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * What the engines make of a Parquet type.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet's
 *     logical types</a>
 */
record ParquetValue(ColumnType type, String sparkType, Form form) {

  /** The value of a field, or null where an engine cannot read it. */
  static @Nullable ParquetValue of(Type field) {
    if (field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)) {
      return scalar(field.asPrimitiveType());
    }
    String nested = sparkType(field);
    return nested == null ? null : new ParquetValue(ColumnType.STRING, nested, Form.JSON);
  }

  private static @Nullable ParquetValue scalar(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> same(ColumnType.BOOLEAN, "BOOLEAN");
      case FLOAT -> same(ColumnType.FLOAT, "FLOAT");
      case DOUBLE -> same(ColumnType.DOUBLE, "DOUBLE");
      case INT32 -> int32(meaning);
      case INT64 -> int64(meaning);
      case BINARY ->
          meaning instanceof StringLogicalTypeAnnotation
              ? same(ColumnType.STRING, "STRING")
              : decimal(meaning);
      case FIXED_LEN_BYTE_ARRAY -> decimal(meaning);
      case INT96 -> null;
    };
  }

  private static @Nullable ParquetValue int32(@Nullable LogicalTypeAnnotation meaning) {
    if (meaning == null) {
      return same(ColumnType.INTEGER, "INT");
    }
    if (meaning instanceof IntLogicalTypeAnnotation number) {
      if (number.isSigned()) {
        return number.getBitWidth() == 32
            ? same(ColumnType.INTEGER, "INT")
            : new ParquetValue(
                ColumnType.SHORT, number.getBitWidth() == 16 ? "SMALLINT" : "TINYINT", Form.CAST);
      }
      return switch (number.getBitWidth()) {
        case 8 -> new ParquetValue(ColumnType.UNSIGNED_BYTE, "SMALLINT", Form.CAST);
        case 16 -> new ParquetValue(ColumnType.INTEGER, "INT", Form.CAST);
        default -> new ParquetValue(ColumnType.LONG, "BIGINT", Form.CAST);
      };
    }
    return meaning instanceof DateLogicalTypeAnnotation
        ? new ParquetValue(ColumnType.TIMESTAMP, "DATE", Form.CAST)
        : decimal(meaning);
  }

  private static @Nullable ParquetValue int64(@Nullable LogicalTypeAnnotation meaning) {
    if (meaning == null) {
      return same(ColumnType.LONG, "BIGINT");
    }
    if (meaning instanceof IntLogicalTypeAnnotation number) {
      return number.isSigned()
          ? same(ColumnType.LONG, "BIGINT")
          : new ParquetValue(ColumnType.LONG, "DECIMAL(20,0)", Form.CAST);
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation time) {
      if (time.getUnit() == TimeUnit.NANOS) {
        return null;
      }
      return time.isAdjustedToUTC()
          ? new ParquetValue(ColumnType.TIMESTAMP, "TIMESTAMP_LTZ", Form.CAST)
          : same(ColumnType.TIMESTAMP, "TIMESTAMP_NTZ");
    }
    return decimal(meaning);
  }

  private static @Nullable ParquetValue decimal(@Nullable LogicalTypeAnnotation meaning) {
    return meaning instanceof DecimalLogicalTypeAnnotation number && number.getPrecision() <= 38
        ? new ParquetValue(
            ColumnType.DOUBLE,
            "DECIMAL(" + number.getPrecision() + "," + number.getScale() + ")",
            Form.CAST)
        : null;
  }

  private static ParquetValue same(ColumnType type, String sparkType) {
    return new ParquetValue(type, sparkType, Form.SAME);
  }

  private static @Nullable String sparkType(Type field) {
    if (field.isPrimitive()) {
      ParquetValue value =
          field.isRepetition(Type.Repetition.REPEATED) ? null : scalar(field.asPrimitiveType());
      return value == null ? null : value.sparkType();
    }
    GroupType group = field.asGroupType();
    if (group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      return list(group);
    }
    if (group.getLogicalTypeAnnotation() != null || group.isRepetition(Type.Repetition.REPEATED)) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    for (Type inner : group.getFields()) {
      String type = sparkType(inner);
      if (type == null) {
        return null;
      }
      fields.add("`" + inner.getName().replace("`", "``") + "`: " + type);
    }
    return "STRUCT<" + String.join(", ", fields) + ">";
  }

  /** The three-level form, which all writers of HATS use. */
  private static @Nullable String list(GroupType group) {
    Type repeated = group.getType(0);
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      return null;
    }
    String element = sparkType(repeated.asGroupType().getType(0));
    return element == null ? null : "ARRAY<" + element + ">";
  }
}
