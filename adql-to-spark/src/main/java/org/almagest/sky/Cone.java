package org.almagest.sky;

/**
 * A circle on the sky, its edge included.
 *
 * @param raDeg right ascension of the centre [deg]
 * @param decDeg declination of the centre [deg], -90 to 90
 * @param radiusDeg angular radius [deg], 0 to 180
 */
public record Cone(double raDeg, double decDeg, double radiusDeg) {

  /** Checks the ranges of the declination and the radius. */
  public Cone {
    if (!(decDeg >= -90 && decDeg <= 90)) {
      throw new IllegalArgumentException(
          "Declination [" + decDeg + "] deg is not between -90 and 90");
    }
    if (!(radiusDeg >= 0 && radiusDeg <= 180)) {
      throw new IllegalArgumentException("Radius [" + radiusDeg + "] deg is not between 0 and 180");
    }
    if (!Double.isFinite(raDeg)) {
      throw new IllegalArgumentException("Right ascension [" + raDeg + "] deg is not a number");
    }
  }
}
