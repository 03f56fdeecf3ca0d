package org.almagest.hats.column;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** The least and the greatest of some values, for the statistics of a page. */
sealed interface Bounds {

  /** Where none can be told. */
  record Unknown() implements Bounds {}

  /** Of integers. */
  record Integers(long least, long most) implements Bounds {}

  /** Of floating-point numbers. */
  record Reals(double least, double most) implements Bounds {}

  /** Of strings of bytes, in the order of unsigned bytes. */
  record Strings(Binary least, Binary most) implements Bounds {}

  static Bounds of(ColumnValues values, int count) {
    if (count == 0) {
      return new Unknown();
    }
    if (values instanceof LongValues longs) {
      return integers(longs.array(), count);
    }
    if (values instanceof IntValues ints) {
      return integers(ints.array(), count);
    }
    if (values instanceof DoubleValues doubles) {
      return reals(doubles.array(), count);
    }
    if (values instanceof FloatValues floats) {
      return reals(floats.array(), count);
    }
    return values instanceof BinaryValues binary ? strings(binary, count) : new Unknown();
  }

  private static Bounds integers(long[] values, int count) {
    long least = values[0];
    long most = values[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return new Integers(least, most);
  }

  private static Bounds integers(int[] values, int count) {
    int least = values[0];
    int most = values[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return new Integers(least, most);
  }

  /** A NaN has no place in an order of numbers: with one, nothing is said. */
  private static Bounds reals(double[] values, int count) {
    double least = values[0];
    double most = values[0];
    boolean none = false;
    for (int i = 0; i < count; i++) {
      double value = values[i];
      least = value < least ? value : least;
      most = value > most ? value : most;
      none |= Double.isNaN(value);
    }
    return none ? new Unknown() : zeros(least, most);
  }

  private static Bounds reals(float[] values, int count) {
    float least = values[0];
    float most = values[0];
    boolean none = false;
    for (int i = 0; i < count; i++) {
      float value = values[i];
      least = value < least ? value : least;
      most = value > most ? value : most;
      none |= Float.isNaN(value);
    }
    return none ? new Unknown() : zeros(least, most);
  }

  /** Readers may compare zeros by sign: the bounds hold both. */
  private static Bounds zeros(double least, double most) {
    return new Reals(least == 0 ? -0.0 : least, most == 0 ? 0.0 : most);
  }

  private static Bounds strings(BinaryValues values, int count) {
    int least = 0;
    int most = 0;
    for (int i = 1; i < count; i++) {
      least = values.compare(i, least) < 0 ? i : least;
      most = values.compare(i, most) > 0 ? i : most;
    }
    return new Strings(binary(values, least), binary(values, most));
  }

  private static Binary binary(BinaryValues values, int row) {
    return Binary.fromConstantByteArray(values.bytes(), values.offset(row), values.length(row))
        .copy();
  }

  /** The statistics of a page, as Parquet's writer takes them. */
  default Statistics<?> statistics(PrimitiveType type, int nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (this instanceof Integers bounds) {
      if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32) {
        statistics.updateStats((int) bounds.least());
        statistics.updateStats((int) bounds.most());
      } else {
        statistics.updateStats(bounds.least());
        statistics.updateStats(bounds.most());
      }
    } else if (this instanceof Reals bounds) {
      if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FLOAT) {
        statistics.updateStats((float) bounds.least());
        statistics.updateStats((float) bounds.most());
      } else {
        statistics.updateStats(bounds.least());
        statistics.updateStats(bounds.most());
      }
    } else if (this instanceof Strings bounds) {
      statistics.updateStats(bounds.least());
      statistics.updateStats(bounds.most());
    }
    return statistics;
  }
}
