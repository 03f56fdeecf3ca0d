package org.almagest.sky;

/** {@link Region#TOLERANCE_DEG} in the unit of the calculations. */
public final class Tolerance {

  public static final double RAD = Math.toRadians(Region.TOLERANCE_DEG);

  private Tolerance() {}
}
