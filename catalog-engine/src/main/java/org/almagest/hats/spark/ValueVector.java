package org.almagest.hats.spark;

import org.almagest.hats.column.BinaryValues;
import org.almagest.hats.column.BooleanValues;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.FloatValues;
import org.almagest.hats.column.IntValues;
import org.almagest.hats.column.LongValues;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** Decoded values as Spark reads them. */
abstract class ValueVector extends OtherVector {

  private final ColumnValues values;

  private ValueVector(DataType type, ColumnValues values) {
    super(type);
    this.values = values;
  }

  /**
   * A vector of values, which are those of the type.
   *
   * @param times how times are stored, see {@link ColumnTypes#perMicrosecond}
   */
  static ColumnVector of(DataType type, ColumnValues values, long times) {
    if (values instanceof LongValues longs) {
      return new Longs(type, times == 1 ? longs : microseconds(longs, times));
    }
    if (values instanceof IntValues ints) {
      return new Ints(type, ints);
    }
    if (values instanceof DoubleValues doubles) {
      return new Doubles(type, doubles);
    }
    if (values instanceof FloatValues floats) {
      return new Floats(type, floats);
    }
    return values instanceof BooleanValues booleans
        ? new Booleans(type, booleans)
        : new Bytes(type, (BinaryValues) values);
  }

  /** A column of nothing but nulls. */
  static ColumnVector nulls(DataType type) {
    return new Nulls(type);
  }

  private static LongValues microseconds(LongValues times, long factor) {
    for (int i = 0; i < times.size(); i++) {
      long time = times.array()[i];
      times.array()[i] = factor < 0 ? time * -factor : Math.floorDiv(time, factor);
    }
    return times;
  }

  @Override
  public boolean hasNull() {
    return values.hasNulls();
  }

  @Override
  public int numNulls() {
    int nulls = 0;
    for (int i = 0; hasNull() && i < values.size(); i++) {
      nulls += values.isNull(i) ? 1 : 0;
    }
    return nulls;
  }

  @Override
  public boolean isNullAt(int row) {
    return values.isNull(row);
  }

  private static final class Longs extends ValueVector {
    private final long[] array;

    Longs(DataType type, LongValues values) {
      super(type, values);
      this.array = values.array();
    }

    @Override
    public long getLong(int row) {
      return array[row];
    }
  }

  private static final class Ints extends ValueVector {
    private final int[] array;

    Ints(DataType type, IntValues values) {
      super(type, values);
      this.array = values.array();
    }

    @Override
    public int getInt(int row) {
      return array[row];
    }

    @Override
    public short getShort(int row) {
      return (short) array[row];
    }

    @Override
    public byte getByte(int row) {
      return (byte) array[row];
    }

    /** An unsigned number. */
    @Override
    public long getLong(int row) {
      return Integer.toUnsignedLong(array[row]);
    }
  }

  private static final class Doubles extends ValueVector {
    private final double[] array;

    Doubles(DataType type, DoubleValues values) {
      super(type, values);
      this.array = values.array();
    }

    @Override
    public double getDouble(int row) {
      return array[row];
    }
  }

  private static final class Floats extends ValueVector {
    private final float[] array;

    Floats(DataType type, FloatValues values) {
      super(type, values);
      this.array = values.array();
    }

    @Override
    public float getFloat(int row) {
      return array[row];
    }
  }

  private static final class Booleans extends ValueVector {
    private final boolean[] array;

    Booleans(DataType type, BooleanValues values) {
      super(type, values);
      this.array = values.array();
    }

    @Override
    public boolean getBoolean(int row) {
      return array[row];
    }
  }

  private static final class Bytes extends ValueVector {
    private final BinaryValues values;

    Bytes(DataType type, BinaryValues values) {
      super(type, values);
      this.values = values;
    }

    @Override
    public UTF8String getUTF8String(int row) {
      return UTF8String.fromBytes(values.bytes(), values.offset(row), values.length(row));
    }

    @Override
    public byte[] getBinary(int row) {
      byte[] bytes = new byte[values.length(row)];
      System.arraycopy(values.bytes(), values.offset(row), bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static final class Nulls extends ValueVector {
    Nulls(DataType type) {
      super(type, new BooleanValues(new boolean[0], 0));
    }

    @Override
    public boolean hasNull() {
      return true;
    }

    @Override
    public boolean isNullAt(int row) {
      return true;
    }
  }
}
