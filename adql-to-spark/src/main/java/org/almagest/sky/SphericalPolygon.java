package org.almagest.sky;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A polygon whose sides are great circles shorter than 180 degrees, the last vertex joined to the
 * first (ADQL 2.1, section 4.2, POLYGON).
 *
 * <p>ADQL states no orientation: of the two parts of the sky that the sides separate, the smaller
 * is the inside, whichever way the vertices run. Of two halves of equal size the inside is the one
 * that DALI's order names: vertices run counter-clockwise as seen from the observer.
 *
 * <p>A polygon whose sides cross each other is not refused, since finding that out would cost more
 * than most uses of a polygon: a position is then inside if an odd number of sides lie between it
 * and the surroundings of the longest free side, and the area counts overlaps with their sign.
 */
public final class SphericalPolygon implements Region {

  /** Square degrees per steradian. */
  static final double SQUARE_DEGREES = (180 / Math.PI) * (180 / Math.PI);

  /**
   * Below this angle two vertices are one: their direction from each other would be rounding [rad].
   */
  private static final double SAME_RAD = 1e-14;

  /** Below this angle from being opposite, two vertices have no side between them [rad]. */
  private static final double OPPOSITE_RAD = 1e-12;

  /** Up to this radius the sphere is flat within rounding for a centroid [rad]. */
  private static final double FLAT_RAD = 1e-4;

  /** The least width and height of a box, 4 microarcseconds: a polygon has to enclose an area. */
  private static final double THINNEST_DEG = 1e-9;

  private final double[] lonLatDeg;
  private final PolygonEdges edges;
  private final UnitVector capCenter;
  private final double capChordSquared;
  private final double signedArea;
  private final boolean axisInside;

  private SphericalPolygon(double[] lonLatDeg, List<UnitVector> vertices) {
    this.lonLatDeg = lonLatDeg;
    edges = new PolygonEdges(vertices);
    signedArea = PolygonArea.signed(vertices);
    double perimeter = 0;
    for (int i = 0; i < edges.size(); i++) {
      perimeter += edges.length(i);
    }
    if (Math.abs(signedArea) < perimeter * SAME_RAD / 4) {
      throw new IllegalArgumentException(
          "The polygon encloses no area: its vertices lie on one line, or its sides cross");
    }
    int side = freestSide();
    boolean insideOnLeft = signedArea > 0;
    axisInside = insideOnLeft != edges.crossesOddly(edges.middle(side), side);
    UnitVector sum = new UnitVector(0, 0, 0);
    for (UnitVector vertex : vertices) {
      sum = sum.plus(vertex);
    }
    capCenter = sum.length() > 0.01 ? sum.normalized() : vertices.get(0);
    double widest = 0;
    for (UnitVector vertex : vertices) {
      widest = Math.max(widest, vertex.minus(capCenter).length());
    }
    double chord = widest + 2 * Tolerance.RAD;
    capChordSquared = chord < 1.4 ? chord * chord * (1 + 1e-12) : 5;
  }

  /**
   * The polygon of given vertices.
   *
   * @param lonLatDeg longitude and latitude of each vertex in turn [deg]; a vertex that repeats the
   *     one before it counts once
   * @throws IllegalArgumentException if there are fewer than three distinct vertices, a position is
   *     not on the sphere, two vertices that follow each other are opposite, or all vertices lie on
   *     a line
   */
  public static SphericalPolygon of(double... lonLatDeg) {
    if (lonLatDeg.length % 2 != 0) {
      throw new IllegalArgumentException(
          "A polygon is pairs of longitude and latitude, but "
              + lonLatDeg.length
              + " numbers were given");
    }
    List<UnitVector> vertices = new ArrayList<>();
    double[] kept = new double[lonLatDeg.length];
    for (int i = 0; i < lonLatDeg.length; i += 2) {
      UnitVector vertex = new SkyPoint(lonLatDeg[i], lonLatDeg[i + 1]).direction();
      int count = vertices.size();
      if (count == 0 || !same(vertices.get(count - 1), vertex)) {
        kept[2 * count] = lonLatDeg[i];
        kept[2 * count + 1] = lonLatDeg[i + 1];
        vertices.add(vertex);
      }
    }
    int last = vertices.size() - 1;
    if (last > 0 && same(vertices.get(0), vertices.get(last))) {
      vertices.remove(last);
    }
    if (vertices.size() < 3) {
      throw new IllegalArgumentException(
          "A polygon needs 3 distinct vertices, but has " + vertices.size());
    }
    for (int i = 0; i < vertices.size(); i++) {
      int next = (i + 1) % vertices.size();
      if (vertices.get(i).plus(vertices.get(next)).length() < OPPOSITE_RAD) {
        throw new IllegalArgumentException(
            "Vertices [%s %s] and [%s %s] are opposite each other: add one between them"
                .formatted(kept[2 * i], kept[2 * i + 1], kept[2 * next], kept[2 * next + 1]));
      }
    }
    return new SphericalPolygon(Arrays.copyOf(kept, 2 * vertices.size()), List.copyOf(vertices));
  }

  /**
   * The box of ADQL 2.1, section 4.2, BOX: a cross is centred on the position, its arms parallel to
   * the axes there; the sides are great circles that meet the ends of the arms at right angles. So
   * the box is no range of longitude and latitude.
   *
   * <p>One without a width or a height is as thin as the arithmetic allows, and so holds the
   * positions of its arm.
   *
   * @param widthDeg the length of the arms along the parallel together [deg], below 180
   * @param heightDeg the length of the arms along the meridian together [deg], below 180
   */
  public static SphericalPolygon box(
      double lonDeg, double latDeg, double widthDeg, double heightDeg) {
    if (!(widthDeg >= 0 && widthDeg < 180 && heightDeg >= 0 && heightDeg < 180)) {
      throw new IllegalArgumentException(
          "A box must be 0 or more and less than 180 deg wide and high, not [%s, %s]"
              .formatted(widthDeg, heightDeg));
    }
    UnitVector center = new SkyPoint(lonDeg, latDeg).direction();
    double lon = Math.toRadians(Math.IEEEremainder(lonDeg, 360));
    UnitVector east = new UnitVector(-Math.sin(lon), Math.cos(lon), 0);
    UnitVector north = center.cross(east);
    double halfWidth = Math.toRadians(Math.max(widthDeg, THINNEST_DEG) / 2);
    double halfHeight = Math.toRadians(Math.max(heightDeg, THINNEST_DEG) / 2);
    UnitVector ahead = center.times(Math.cos(halfWidth) * Math.cos(halfHeight));
    UnitVector across = east.times(Math.sin(halfWidth) * Math.cos(halfHeight));
    UnitVector up = north.times(Math.cos(halfWidth) * Math.sin(halfHeight));
    List<UnitVector> corners =
        List.of(
            ahead.minus(across).minus(up).normalized(),
            ahead.minus(across).plus(up).normalized(),
            ahead.plus(across).plus(up).normalized(),
            ahead.plus(across).minus(up).normalized());
    double[] lonLatDeg = new double[8];
    for (int i = 0; i < 4; i++) {
      SkyPoint corner = corners.get(i).position();
      lonLatDeg[2 * i] = corner.lonDeg();
      lonLatDeg[2 * i + 1] = corner.latDeg();
    }
    return new SphericalPolygon(lonLatDeg, corners);
  }

  /** Longitude and latitude of each vertex in turn [deg], as given, repeated vertices left out. */
  public double[] lonLatDeg() {
    return lonLatDeg.clone();
  }

  /**
   * The vertices in the order of DALI: counter-clockwise as seen from the observer, beginning with
   * the first one given.
   */
  public double[] daliLonLatDeg() {
    if (signedArea < 0) {
      return lonLatDeg.clone();
    }
    double[] reversed = new double[lonLatDeg.length];
    for (int i = 0; i < edges.size(); i++) {
      int from = (edges.size() - i) % edges.size();
      reversed[2 * i] = lonLatDeg[2 * from];
      reversed[2 * i + 1] = lonLatDeg[2 * from + 1];
    }
    return reversed;
  }

  @Override
  public boolean contains(double lonDeg, double latDeg) {
    double lon = Math.toRadians(Math.IEEEremainder(lonDeg, 360));
    double lat = Math.toRadians(latDeg);
    double cosLat = Math.cos(lat);
    return contains(Math.cos(lon) * cosLat, Math.sin(lon) * cosLat, Math.sin(lat));
  }

  /** Whether the direction of a unit vector is in this polygon; false for NaN. */
  public boolean contains(double x, double y, double z) {
    double dx = x - capCenter.x();
    double dy = y - capCenter.y();
    double dz = z - capCenter.z();
    if (!(dx * dx + dy * dy + dz * dz <= capChordSquared)) {
      return false;
    }
    return edges.onBoundary(x, y, z) || axisInside != edges.crossesOddly(x, y, z);
  }

  @Override
  public DiscPlace place(UnitVector center, double radiusRad) {
    if (edges.distance(center) <= radiusRad) {
      return DiscPlace.EDGE;
    }
    return axisInside != edges.crossesOddly(center.x(), center.y(), center.z())
        ? DiscPlace.INSIDE
        : DiscPlace.OUTSIDE;
  }

  @Override
  public double areaDeg2() {
    return Math.abs(signedArea) * SQUARE_DEGREES;
  }

  @Override
  public SkyPoint centroid() {
    UnitVector sum = new UnitVector(0, 0, 0);
    boolean flat = capChordSquared < FLAT_RAD * FLAT_RAD;
    UnitVector apex = edges.vertex(0);
    for (int i = 0; i < edges.size(); i++) {
      UnitVector from = edges.vertex(i);
      UnitVector to = edges.vertex(i + 1);
      sum =
          flat
              ? sum.plus(
                  from.minus(apex)
                      .plus(to.minus(apex))
                      .times(UnitVector.triangleArea(apex, from, to) / 3))
              : sum.plus(edges.normal(i).times(edges.length(i)));
    }
    if (flat) {
      return apex.plus(sum.times(1 / signedArea)).normalized().position();
    }
    if (sum.length() < 1e-9) {
      throw new IllegalArgumentException(
          "The polygon has no centroid: its centre of gravity is at the centre of the sphere");
    }
    return sum.times(Math.signum(signedArea)).normalized().position();
  }

  /** Polygons with the same vertices in the same order are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SphericalPolygon polygon && Arrays.equals(lonLatDeg, polygon.lonLatDeg);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lonLatDeg);
  }

  @Override
  public String toString() {
    return "polygon " + Arrays.toString(daliLonLatDeg());
  }

  PolygonEdges edges() {
    return edges;
  }

  /** A side whose middle is far from all others, so that what is left of it is beyond doubt. */
  private int freestSide() {
    int best = 0;
    double widest = -1;
    for (int i = 0; i < edges.size(); i++) {
      double clearance = edges.length(i) / 2;
      UnitVector middle = edges.middle(i);
      for (int j = 0; j < edges.size() && clearance > widest; j++) {
        if (j != i) {
          clearance = Math.min(clearance, edges.distance(middle, j));
        }
      }
      if (clearance > widest) {
        widest = clearance;
        best = i;
      }
    }
    return best;
  }

  private static boolean same(UnitVector left, UnitVector right) {
    return left.minus(right).length() < SAME_RAD;
  }
}
