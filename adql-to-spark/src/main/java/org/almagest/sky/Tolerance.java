package org.almagest.sky;

/** {@link Region#TOLERANCE_DEG} in the unit of the calculations. */
final class Tolerance {

  static final double RAD = Math.toRadians(Region.TOLERANCE_DEG);

  private Tolerance() {}
}
