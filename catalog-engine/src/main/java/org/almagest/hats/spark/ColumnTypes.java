package org.almagest.hats.spark;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of Parquet files as Spark's; those inside lists, and of rare types, are left out. */
final class ColumnTypes {

  private ColumnTypes() {}

  static StructType schema(MessageType files) {
    StructType schema = new StructType();
    for (Type field : files.getFields()) {
      Optional<DataType> type = type(field);
      if (type.isPresent()) {
        schema = schema.add(field.getName(), type.get(), true);
      }
    }
    return schema;
  }

  private static Optional<DataType> type(Type field) {
    return field.isPrimitive() && !field.isRepetition(Repetition.REPEATED)
        ? type(field.asPrimitiveType())
        : Optional.empty();
  }

  static Optional<DataType> type(PrimitiveType field) {
    LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
    return switch (field.getPrimitiveTypeName()) {
      case DOUBLE -> Optional.of(DataTypes.DoubleType);
      case FLOAT -> Optional.of(DataTypes.FloatType);
      case BOOLEAN -> Optional.of(DataTypes.BooleanType);
      case INT32 -> int32(meaning);
      case INT64 -> int64(meaning);
      case BINARY ->
          meaning == null
              ? Optional.of(DataTypes.BinaryType)
              : meaning instanceof StringLogicalTypeAnnotation
                      || meaning instanceof EnumLogicalTypeAnnotation
                      || meaning instanceof JsonLogicalTypeAnnotation
                  ? Optional.of(DataTypes.StringType)
                  : Optional.empty();
      case FIXED_LEN_BYTE_ARRAY ->
          meaning == null ? Optional.of(DataTypes.BinaryType) : Optional.empty();
      case INT96 -> Optional.empty();
    };
  }

  private static Optional<DataType> int32(LogicalTypeAnnotation meaning) {
    if (meaning instanceof IntLogicalTypeAnnotation number) {
      return Optional.of(
          switch (number.getBitWidth()) {
            case 8 -> number.isSigned() ? DataTypes.ByteType : DataTypes.ShortType;
            case 16 -> number.isSigned() ? DataTypes.ShortType : DataTypes.IntegerType;
            default -> number.isSigned() ? DataTypes.IntegerType : DataTypes.LongType;
          });
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return Optional.of(DataTypes.DateType);
    }
    return meaning == null ? Optional.of(DataTypes.IntegerType) : Optional.empty();
  }

  private static Optional<DataType> int64(LogicalTypeAnnotation meaning) {
    if (meaning instanceof TimestampLogicalTypeAnnotation time) {
      return Optional.of(
          time.isAdjustedToUTC() ? DataTypes.TimestampType : DataTypes.TimestampNTZType);
    }
    // An unsigned number above the largest signed one would need a decimal; pixels stay below.
    return meaning == null || meaning instanceof IntLogicalTypeAnnotation
        ? Optional.of(DataTypes.LongType)
        : Optional.empty();
  }

  /** By how much to multiply or divide times to get microseconds. */
  static long perMicrosecond(PrimitiveType field) {
    if (field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time) {
      return switch (time.getUnit()) {
        case MILLIS -> -1000;
        case MICROS -> 1;
        case NANOS -> 1000;
      };
    }
    return 1;
  }

  static IllegalArgumentException unknown(String column, String catalog, StructType schema) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "The catalog [%s] has no column [%s]; it has %s",
            catalog,
            column,
            String.join(", ", schema.fieldNames())));
  }
}
