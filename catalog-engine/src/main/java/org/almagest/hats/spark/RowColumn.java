package org.almagest.hats.spark;

import java.util.Arrays;
import org.almagest.hats.column.BinaryValues;
import org.almagest.hats.column.BooleanValues;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.FloatValues;
import org.almagest.hats.column.IntValues;
import org.almagest.hats.column.LongValues;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Gathers a column of rows into an array of its own. */
abstract class RowColumn {

  final int ordinal;
  private final boolean[] nulls;
  private boolean anyNull;

  private RowColumn(int ordinal, int rows) {
    this.ordinal = ordinal;
    this.nulls = new boolean[rows];
  }

  /**
   * Room for a column.
   *
   * @throws IllegalArgumentException if such columns are not written
   */
  static RowColumn of(StructField field, int ordinal, int rows) {
    DataType type = field.dataType();
    return switch (physical(field)) {
      case INT64 -> new Longs(ordinal, rows);
      case INT32 -> new Ints(ordinal, rows, type);
      case DOUBLE -> new Doubles(ordinal, rows);
      case FLOAT -> new Floats(ordinal, rows);
      case BOOLEAN -> new Booleans(ordinal, rows);
      default -> new Bytes(ordinal, rows, type.equals(DataTypes.StringType));
    };
  }

  /** The column as Parquet has it. */
  static PrimitiveType parquet(StructField field) {
    LogicalTypeAnnotation meaning = meaning(field.dataType());
    Types.PrimitiveBuilder<PrimitiveType> column = Types.optional(physical(field));
    return (meaning == null ? column : column.as(meaning)).named(field.name());
  }

  private static PrimitiveTypeName physical(StructField field) {
    DataType type = field.dataType();
    if (type.equals(DataTypes.LongType)
        || type.equals(DataTypes.TimestampType)
        || type.equals(DataTypes.TimestampNTZType)) {
      return PrimitiveTypeName.INT64;
    }
    if (type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.DateType)) {
      return PrimitiveTypeName.INT32;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return PrimitiveTypeName.DOUBLE;
    }
    if (type.equals(DataTypes.FloatType)) {
      return PrimitiveTypeName.FLOAT;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return PrimitiveTypeName.BOOLEAN;
    }
    if (type.equals(DataTypes.StringType) || type.equals(DataTypes.BinaryType)) {
      return PrimitiveTypeName.BINARY;
    }
    throw new IllegalArgumentException(
        "Column ["
            + field.name()
            + "] is of the type "
            + type.catalogString()
            + ", which is not written by columns: use the format parquet, or cast it");
  }

  private static @Nullable LogicalTypeAnnotation meaning(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return LogicalTypeAnnotation.stringType();
    }
    if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)) {
      return LogicalTypeAnnotation.timestampType(
          type.equals(DataTypes.TimestampType), TimeUnit.MICROS);
    }
    if (type.equals(DataTypes.DateType)) {
      return LogicalTypeAnnotation.dateType();
    }
    if (type.equals(DataTypes.ShortType)) {
      return LogicalTypeAnnotation.intType(16, true);
    }
    return type.equals(DataTypes.ByteType) ? LogicalTypeAnnotation.intType(8, true) : null;
  }

  /** About how many bytes the room of a column has for a row, without those of texts. */
  static int bytes(StructField field) {
    return 1
        + switch (physical(field)) {
          case INT64, DOUBLE -> Long.BYTES;
          case INT32, FLOAT -> Integer.BYTES;
          case BOOLEAN -> 1;
          default -> Long.BYTES;
        };
  }

  /** Takes the value of a row; gives how many bytes of text it has. */
  final int put(InternalRow row, int at) {
    if (row.isNullAt(ordinal)) {
      nulls[at] = true;
      anyNull = true;
      return 0;
    }
    return set(row, at);
  }

  /** The first rows; the room is free for others when they were used. */
  final ColumnValues take(int rows) {
    ColumnValues values = values(rows);
    if (anyNull) {
      for (int i = 0; i < rows; i++) {
        if (nulls[i]) {
          values.setNull(i);
        }
      }
      Arrays.fill(nulls, false);
      anyNull = false;
    }
    return values;
  }

  /** Gives how many bytes of text there are. */
  abstract int set(InternalRow row, int at);

  abstract ColumnValues values(int rows);

  private static final class Longs extends RowColumn {
    private final long[] array;

    Longs(int ordinal, int rows) {
      super(ordinal, rows);
      this.array = new long[rows];
    }

    @Override
    int set(InternalRow row, int at) {
      array[at] = row.getLong(ordinal);
      return 0;
    }

    @Override
    ColumnValues values(int rows) {
      return new LongValues(array, rows);
    }
  }

  private static final class Ints extends RowColumn {
    private final int[] array;
    private final DataType type;

    Ints(int ordinal, int rows, DataType type) {
      super(ordinal, rows);
      this.array = new int[rows];
      this.type = type;
    }

    @Override
    int set(InternalRow row, int at) {
      array[at] =
          type.equals(DataTypes.ShortType)
              ? row.getShort(ordinal)
              : type.equals(DataTypes.ByteType) ? row.getByte(ordinal) : row.getInt(ordinal);
      return 0;
    }

    @Override
    ColumnValues values(int rows) {
      return new IntValues(array, rows);
    }
  }

  private static final class Doubles extends RowColumn {
    private final double[] array;

    Doubles(int ordinal, int rows) {
      super(ordinal, rows);
      this.array = new double[rows];
    }

    @Override
    int set(InternalRow row, int at) {
      array[at] = row.getDouble(ordinal);
      return 0;
    }

    @Override
    ColumnValues values(int rows) {
      return new DoubleValues(array, rows);
    }
  }

  private static final class Floats extends RowColumn {
    private final float[] array;

    Floats(int ordinal, int rows) {
      super(ordinal, rows);
      this.array = new float[rows];
    }

    @Override
    int set(InternalRow row, int at) {
      array[at] = row.getFloat(ordinal);
      return 0;
    }

    @Override
    ColumnValues values(int rows) {
      return new FloatValues(array, rows);
    }
  }

  private static final class Booleans extends RowColumn {
    private final boolean[] array;

    Booleans(int ordinal, int rows) {
      super(ordinal, rows);
      this.array = new boolean[rows];
    }

    @Override
    int set(InternalRow row, int at) {
      array[at] = row.getBoolean(ordinal);
      return 0;
    }

    @Override
    ColumnValues values(int rows) {
      return new BooleanValues(array, rows);
    }
  }

  private static final class Bytes extends RowColumn {
    private final byte[][] array;
    private final boolean text;

    Bytes(int ordinal, int rows, boolean text) {
      super(ordinal, rows);
      this.array = new byte[rows][];
      this.text = text;
    }

    @Override
    int set(InternalRow row, int at) {
      if (text) {
        UTF8String value = row.getUTF8String(ordinal);
        array[at] = value.getBytes();
      } else {
        array[at] = row.getBinary(ordinal);
      }
      return array[at].length;
    }

    @Override
    ColumnValues values(int rows) {
      int[] offsets = new int[rows + 1];
      for (int i = 0; i < rows; i++) {
        offsets[i + 1] = Math.addExact(offsets[i], array[i] == null ? 0 : array[i].length);
      }
      byte[] bytes = new byte[offsets[rows]];
      for (int i = 0; i < rows; i++) {
        if (array[i] != null) {
          System.arraycopy(array[i], 0, bytes, offsets[i], array[i].length);
          array[i] = null;
        }
      }
      return new BinaryValues(bytes, offsets, rows);
    }
  }
}
