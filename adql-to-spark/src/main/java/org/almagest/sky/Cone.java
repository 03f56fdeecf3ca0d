package org.almagest.sky;

import java.util.Optional;

/**
 * A circle on the sky, its edge included.
 *
 * @param raDeg right ascension of the centre [deg]
 * @param decDeg declination of the centre [deg], -90 to 90
 * @param radiusDeg angular radius [deg], 0 to 180
 */
public record Cone(double raDeg, double decDeg, double radiusDeg) implements Region {
  private static final double WIDEST_DEG = 89;
  private static final double ROUNDING_DEG = 1e-9;

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

  /**
   * A cone that holds a polygon or a cone, not the smallest; empty for other regions, and where the
   * cone would be a hemisphere or more.
   */
  public static Optional<Cone> around(Region region) {
    if (region instanceof Cone cone) {
      return cone.radiusDeg() < WIDEST_DEG ? Optional.of(cone) : Optional.empty();
    }
    if (!(region instanceof SphericalPolygon polygon)) {
      return Optional.empty();
    }
    SkyPoint center;
    try {
      center = polygon.centroid();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    double[] x = polygon.lonLatDeg();
    double radius = 0;
    for (int i = 0; i < x.length; i += 2) {
      radius =
          Math.max(radius, Separation.degrees(center.lonDeg(), center.latDeg(), x[i], x[i + 1]));
    }
    // A cap below a hemisphere is convex: with the vertices it holds the sides.
    return radius < WIDEST_DEG
        ? Optional.of(new Cone(center.lonDeg(), center.latDeg(), radius + ROUNDING_DEG))
        : Optional.empty();
  }

  @Override
  public boolean contains(double lonDeg, double latDeg) {
    return Separation.degrees(raDeg, decDeg, lonDeg, latDeg) <= radiusDeg;
  }

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    double distance = center().angle(center);
    double edge = Math.toRadians(radiusDeg);
    if (radiusDeg >= 180 || distance + radiusRad < edge) {
      return DiscPlace.INSIDE;
    }
    return distance - radiusRad > edge ? DiscPlace.OUTSIDE : DiscPlace.EDGE;
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
