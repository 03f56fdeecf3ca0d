package org.almagest.hats.match;

import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.FloatValues;
import org.almagest.hats.column.IntValues;
import org.almagest.hats.column.LongValues;

/** Columns of numbers as arrays of one type. */
final class NumberColumns {

  private NumberColumns() {}

  /** A new array; NaN for a null. */
  static double[] doubles(ColumnValues values) {
    double[] numbers = new double[values.size()];
    if (values instanceof DoubleValues doubles) {
      System.arraycopy(doubles.array(), 0, numbers, 0, numbers.length);
    } else if (values instanceof FloatValues floats) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = floats.array()[i];
      }
    } else {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = integer(values, i);
      }
    }
    if (values.hasNulls()) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.isNull(i) ? Double.NaN : numbers[i];
      }
    }
    return numbers;
  }

  static long integer(ColumnValues values, int row) {
    if (values instanceof LongValues longs) {
      return longs.array()[row];
    }
    if (values instanceof IntValues ints) {
      return ints.array()[row];
    }
    throw new IllegalArgumentException(
        values.getClass().getSimpleName() + " where numbers are needed");
  }
}
