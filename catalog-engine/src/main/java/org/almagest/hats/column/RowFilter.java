package org.almagest.hats.column;

import java.io.Serializable;

/**
 * The rows whose number in a column lies between two constants. Neither a null nor NaN does, so
 * that the statistics of a file, which leave both out, tell the same.
 *
 * @param column its path
 * @param least values below are out; {@link Double#NEGATIVE_INFINITY} for no such limit
 * @param most values above are out; {@link Double#POSITIVE_INFINITY} for no such limit
 */
public record RowFilter(String column, double least, double most) implements Serializable {

  /** A filter that leaves out what is below a number. */
  public static RowFilter atLeast(String column, double least) {
    return new RowFilter(column, least, Double.POSITIVE_INFINITY);
  }

  /** A filter that leaves out what is above a number. */
  public static RowFilter atMost(String column, double most) {
    return new RowFilter(column, Double.NEGATIVE_INFINITY, most);
  }

  /** Whether values between these two may pass. */
  public boolean mayPass(double lowest, double highest) {
    return !(highest < least) && !(lowest > most);
  }

  /** Clears the marks of the rows that fail. */
  public void mark(ColumnValues values, boolean[] kept) {
    for (int i = 0; i < values.size(); i++) {
      if (kept[i]) {
        kept[i] = !values.isNull(i) && passes(number(values, i));
      }
    }
  }

  private boolean passes(double value) {
    return value >= least && value <= most;
  }

  private static double number(ColumnValues values, int row) {
    if (values instanceof DoubleValues doubles) {
      return doubles.array()[row];
    }
    if (values instanceof FloatValues floats) {
      return floats.array()[row];
    }
    if (values instanceof IntValues ints) {
      return ints.array()[row];
    }
    if (values instanceof LongValues longs) {
      return longs.array()[row];
    }
    return Double.NaN;
  }
}
