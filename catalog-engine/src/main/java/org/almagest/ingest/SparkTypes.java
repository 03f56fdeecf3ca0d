package org.almagest.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Column types as Spark names them, and back. */
final class SparkTypes {

  private SparkTypes() {}

  static DataType of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case UNSIGNED_BYTE, SHORT -> DataTypes.ShortType;
      case INTEGER -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case STRING -> DataTypes.StringType;
      case TIMESTAMP -> DataTypes.TimestampNTZType;
    };
  }

  /** The columns of a Parquet file. */
  static SourceFile describe(String path, StructType schema) {
    List<CatalogColumn> columns = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      ColumnType type = type(field.dataType());
      if (type == null) {
        leftOut.put(field.name(), "is of type " + field.dataType().simpleString());
      }
      columns.add(CatalogColumn.of(field.name(), type == null ? ColumnType.STRING : type));
    }
    return new SourceFile(path, SourceFile.Format.PARQUET, ' ', columns, false, leftOut);
  }

  private static @Nullable ColumnType type(DataType type) {
    if (type instanceof DecimalType decimal) {
      // Unsigned 64-bit integers come as decimals of 20 digits.
      return decimal.scale() == 0 && decimal.precision() <= 20
          ? ColumnType.LONG
          : ColumnType.DOUBLE;
    }
    Map<DataType, ColumnType> types =
        Map.ofEntries(
            Map.entry(DataTypes.BooleanType, ColumnType.BOOLEAN),
            Map.entry(DataTypes.ByteType, ColumnType.SHORT),
            Map.entry(DataTypes.ShortType, ColumnType.SHORT),
            Map.entry(DataTypes.IntegerType, ColumnType.INTEGER),
            Map.entry(DataTypes.LongType, ColumnType.LONG),
            Map.entry(DataTypes.FloatType, ColumnType.FLOAT),
            Map.entry(DataTypes.DoubleType, ColumnType.DOUBLE),
            Map.entry(DataTypes.StringType, ColumnType.STRING),
            Map.entry(DataTypes.BinaryType, ColumnType.STRING),
            Map.entry(DataTypes.DateType, ColumnType.TIMESTAMP),
            Map.entry(DataTypes.TimestampType, ColumnType.TIMESTAMP),
            Map.entry(DataTypes.TimestampNTZType, ColumnType.TIMESTAMP));
    return types.get(type);
  }
}
