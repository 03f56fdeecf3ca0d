package org.almagest.sky.match;

import java.util.Arrays;

/**
 * Positions [deg], ICRS; the arrays are used, not copied. A position with a NaN matches nothing.
 */
public final class Positions {

  private final double[] raDeg;
  private final double[] decDeg;
  private final int size;

  /** The first {@code size} positions of two arrays. */
  public Positions(double[] raDeg, double[] decDeg, int size) {
    if (raDeg.length < size || decDeg.length < size) {
      throw new IllegalArgumentException(
          "There are fewer than [" + size + "] right ascensions or declinations");
    }
    this.raDeg = raDeg;
    this.decDeg = decDeg;
    this.size = size;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The right ascension of one [deg]. */
  public double raDeg(int row) {
    return raDeg[row];
  }

  /** The declination of one [deg]. */
  public double decDeg(int row) {
    return decDeg[row];
  }

  double[] raDeg() {
    return raDeg;
  }

  double[] decDeg() {
    return decDeg;
  }

  @Override
  public String toString() {
    return size + " positions " + Arrays.toString(Arrays.copyOf(raDeg, Math.min(size, 4)));
  }
}
