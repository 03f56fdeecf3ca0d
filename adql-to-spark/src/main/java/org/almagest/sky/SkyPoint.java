package org.almagest.sky;

/**
 * A position on the sky.
 *
 * @param lonDeg longitude, or right ascension [deg], any finite number
 * @param latDeg latitude, or declination [deg], -90 to 90
 */
public record SkyPoint(double lonDeg, double latDeg) implements Region {

  /** Checks that the position is on the sphere. */
  public SkyPoint {
    if (!Double.isFinite(lonDeg)) {
      throw new IllegalArgumentException("Longitude [" + lonDeg + "] deg is not a number");
    }
    if (!(latDeg >= -90 && latDeg <= 90)) {
      throw new IllegalArgumentException("Latitude [" + latDeg + "] deg is not between -90 and 90");
    }
  }

  /** The direction of this position. */
  public UnitVector direction() {
    return UnitVector.of(lonDeg, latDeg);
  }

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    return direction().angle(center) <= radiusRad ? DiscPlace.EDGE : DiscPlace.OUTSIDE;
  }

  @Override
  public double areaDeg2() {
    return 0;
  }

  @Override
  public SkyPoint centroid() {
    return this;
  }
}
