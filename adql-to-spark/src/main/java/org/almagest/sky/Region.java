package org.almagest.sky;

/**
 * A closed set of positions on the sky: its edge belongs to it (ADQL 2.1, section 4.2).
 *
 * <p>A position no farther than {@link #TOLERANCE_DEG} from the edge counts as on the edge, so that
 * vertices and midpoints of sides, rounded to doubles, are inside. Only a position in a {@link
 * Cone} is judged without tolerance: the distance is compared with the radius, as {@code
 * DISTANCE(...) <= r} does.
 */
public sealed interface Region
    permits SkyPoint, Cone, SphericalPolygon, RegionUnion, RegionIntersection, RegionComplement {

  /** Above the rounding of a position, far below anything measured: 0.01 microarcseconds [deg]. */
  double TOLERANCE_DEG = 3e-12;

  /**
   * Whether a position is in this region.
   *
   * @param lonDeg longitude [deg], any finite number
   * @param latDeg latitude [deg], -90 to 90
   */
  default boolean contains(double lonDeg, double latDeg) {
    return place(UnitVector.of(lonDeg, latDeg), Tolerance.RAD) != DiscPlace.OUTSIDE;
  }

  /**
   * Where the disc around a direction lies; {@link DiscPlace#EDGE} where that is not certain.
   *
   * @param radiusRad [rad], 0 to pi
   */
  DiscPlace place(UnitVector center, double radiusRad);

  /**
   * Whether another region is wholly in this one, on the edge at most: {@code CONTAINS(other,
   * this)}.
   */
  default boolean contains(Region other) {
    return RegionPairs.contains(this, other);
  }

  /** Whether this region and another have a position in common: {@code INTERSECTS(this, other)}. */
  default boolean intersects(Region other) {
    return RegionPairs.intersect(this, other);
  }

  /** The area [deg²]. */
  double areaDeg2();

  /**
   * The centre of gravity of the area, brought to the sphere.
   *
   * @throws IllegalArgumentException if it is at the centre of the sphere, so that it has no
   *     direction
   */
  SkyPoint centroid();
}
