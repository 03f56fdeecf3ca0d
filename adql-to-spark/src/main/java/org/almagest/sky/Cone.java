package org.almagest.sky;

/**
 * A circle on the sky, its edge included.
 *
 * @param raDeg right ascension of the centre [deg]
 * @param decDeg declination of the centre [deg], -90 to 90
 * @param radiusDeg angular radius [deg], 0 to 180
 */
public record Cone(double raDeg, double decDeg, double radiusDeg) implements Region {

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

  @Override
  public boolean contains(double lonDeg, double latDeg) {
    return Separation.degrees(raDeg, decDeg, lonDeg, latDeg) <= radiusDeg;
  }

  @Override
  public Placement place(UnitVector center, double radiusRad) {
    double distance = center().angle(center);
    double edge = Math.toRadians(radiusDeg);
    if (radiusDeg >= 180 || distance + radiusRad < edge) {
      return Placement.INSIDE;
    }
    return distance - radiusRad > edge ? Placement.OUTSIDE : Placement.EDGE;
  }

  @Override
  public double areaDeg2() {
    double sinHalf = Math.sin(Math.toRadians(radiusDeg) / 2);
    return SphericalPolygon.SQUARE_DEGREES * 4 * Math.PI * sinHalf * sinHalf;
  }

  @Override
  public SkyPoint centroid() {
    return new SkyPoint(raDeg, decDeg);
  }

  UnitVector center() {
    return UnitVector.of(raDeg, decDeg);
  }
}
