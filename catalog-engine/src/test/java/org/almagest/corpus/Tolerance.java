package org.almagest.corpus;

/**
 * How far two floating-point numbers may lie apart and still be taken for the same.
 *
 * @param relative of the larger of the two
 * @param absolute in the unit of the numbers
 */
public record Tolerance(double relative, double absolute) {
  static final Tolerance EXACT = new Tolerance(0, 0);

  /** Two roundings of a 32-bit number. */
  private static final double FLOAT_RELATIVE = 0x1p-23;

  public Tolerance {
    if (!(relative >= 0 && relative < 1 && absolute >= 0)) {
      throw new CorpusException("No tolerance: relative " + relative + ", absolute " + absolute);
    }
  }

  /** Whether two 64-bit numbers agree. */
  boolean accepts(double expected, double actual) {
    return near(expected, actual, relative);
  }

  /** Whether two 32-bit numbers agree; only exactly equal ones do where the tolerance is exact. */
  boolean accepts(float expected, float actual) {
    return near(expected, actual, relative == 0 ? 0 : Math.max(relative, FLOAT_RELATIVE));
  }

  private boolean near(double expected, double actual, double share) {
    if (expected == actual || (Double.isNaN(expected) && Double.isNaN(actual))) {
      return true;
    }
    double larger = Math.max(Math.abs(expected), Math.abs(actual));
    return Math.abs(expected - actual) <= Math.max(absolute, share * larger);
  }
}
