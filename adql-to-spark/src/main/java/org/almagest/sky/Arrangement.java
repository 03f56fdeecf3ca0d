package org.almagest.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The edges of the cones and polygons that regions are made of, cut where they meet.
 *
 * <p>The edges divide the sky into faces, and each region holds a face wholly or not at all. Every
 * face is beside some piece of an edge, so points on both sides of all pieces stand for all faces.
 */
final class Arrangement {

  /** Beside an edge: clear of its tolerance, but in the same face [rad]. */
  private static final double BESIDE_RAD = 4 * Tolerance.RAD;

  /** Up to this extent an area is measured from close by, to keep its digits [rad]. */
  private static final double NEAR_RAD = 0.5;

  /** Up to this extent the sphere is flat within rounding for a centroid [rad]. */
  private static final double FLAT_RAD = 1e-4;

  private final List<Region> regions;
  private final List<BoundaryArc> arcs = new ArrayList<>();
  private final List<UnitVector> points = new ArrayList<>();

  Arrangement(Region... regions) {
    this.regions = List.of(regions);
    for (Region region : regions) {
      collect(region);
    }
  }

  /** Points of every face, of every piece of an edge, and all ends of pieces. */
  List<UnitVector> samples() {
    List<UnitVector> samples = new ArrayList<>(points);
    for (int i = 0; i < arcs.size(); i++) {
      BoundaryArc arc = arcs.get(i);
      double[] cuts = cuts(i);
      for (int cut = 0; cut < cuts.length; cut++) {
        samples.add(arc.point(cuts[cut], 0));
        if (cut > 0) {
          double middle = (cuts[cut - 1] + cuts[cut]) / 2;
          samples.add(arc.point(middle, 0));
          samples.add(arc.point(middle, BESIDE_RAD));
          samples.add(arc.point(middle, -BESIDE_RAD));
        }
      }
    }
    return samples;
  }

  /** The area of the first region [deg²]: the excess of the pieces that are its edge. */
  double areaDeg2() {
    double wholeSky = 4 * Math.PI;
    UnitVector far = apex();
    boolean farInside = regions.get(0).place(far, Tolerance.RAD) == DiscPlace.INSIDE;
    UnitVector apex = extent() < NEAR_RAD ? arcs.get(0).point(0, 0) : far;
    double sum = 0;
    for (Piece piece : boundary()) {
      sum += piece.sign() * piece.area(apex);
    }
    double area = Math.IEEEremainder(sum, wholeSky);
    if (Math.abs(area) < 1e-9) {
      area = farInside ? wholeSky + Math.min(0, area) : Math.max(0, area);
    }
    return (area < 0 ? area + wholeSky : area) * SphericalPolygon.SQUARE_DEGREES;
  }

  SkyPoint centroid() {
    List<Piece> boundary = boundary();
    UnitVector sum = new UnitVector(0, 0, 0);
    double area = 0;
    boolean flat = extent() < FLAT_RAD;
    UnitVector apex = flat ? arcs.get(0).point(0, 0) : sum;
    for (Piece piece : boundary) {
      sum = sum.plus((flat ? piece.flatMoment(apex) : piece.moment()).times(piece.sign()));
      area += flat ? piece.sign() * piece.area(apex) : 0;
    }
    if (flat && area > 0) {
      return apex.plus(sum.times(1 / area)).normalized().position();
    }
    if (flat ? area == 0 : sum.length() < 1e-12) {
      throw new IllegalArgumentException(
          "The region has no centroid: it is empty, or its centre of gravity is at the centre of"
              + " the sphere");
    }
    return (flat ? apex.times(-1) : sum.normalized()).position();
  }

  /**
   * How far all edges are from the start of the first one, at most [rad]; infinite without edges.
   */
  private double extent() {
    double extent = arcs.isEmpty() ? Double.POSITIVE_INFINITY : 0;
    for (BoundaryArc arc : arcs) {
      double width = arc.lengthRad() > Math.PI ? 2 * arc.radiusRad() : arc.lengthRad();
      extent = Math.max(extent, arc.point(0, 0).angle(arcs.get(0).point(0, 0)) + width);
    }
    return extent;
  }

  /** The pieces that have the first region on one side only. */
  private List<Piece> boundary() {
    Region region = regions.get(0);
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < arcs.size(); i++) {
      BoundaryArc arc = arcs.get(i);
      double[] cuts = cuts(i);
      for (int cut = 1; cut < cuts.length; cut++) {
        double middle = (cuts[cut - 1] + cuts[cut]) / 2;
        if (cuts[cut] - cuts[cut - 1] < Tolerance.RAD || repeats(i, arc.point(middle, 0))) {
          continue;
        }
        boolean left = region.place(arc.point(middle, BESIDE_RAD), 0) == DiscPlace.INSIDE;
        boolean right = region.place(arc.point(middle, -BESIDE_RAD), 0) == DiscPlace.INSIDE;
        if (left != right) {
          pieces.add(new Piece(arc, cuts[cut - 1], cuts[cut], left ? 1 : -1));
        }
      }
    }
    return pieces;
  }

  /** Whether an earlier edge runs through the middle of a piece, so that it is the same piece. */
  private boolean repeats(int index, UnitVector middle) {
    for (int j = 0; j < index; j++) {
      BoundaryArc other = arcs.get(j);
      if (Math.abs(other.axis().angle(middle) - other.radiusRad()) < Tolerance.RAD
          && onArc(other, other.turn(middle))) {
        return true;
      }
    }
    return false;
  }

  private static boolean onArc(BoundaryArc arc, double turn) {
    double positive = turn < 0 ? turn + 2 * Math.PI : turn;
    return positive <= arc.lengthRad();
  }

  /** The angles along an edge [rad], sorted, from its start to its end. */
  private double[] cuts(int index) {
    BoundaryArc arc = arcs.get(index);
    List<Double> cuts = new ArrayList<>();
    for (double quarter = 0; quarter < arc.lengthRad(); quarter += Math.PI / 2) {
      cuts.add(quarter);
    }
    cuts.add(arc.lengthRad());
    for (int j = 0; j < arcs.size(); j++) {
      if (j != index) {
        BoundaryArc other = arcs.get(j);
        DoubleStream crossings = DoubleStream.of(arc.crossings(other));
        DoubleStream end = DoubleStream.of(arc.turn(other.point(0, 0)));
        DoubleStream.concat(crossings, end)
            .map(turn -> turn - 2 * Math.PI * Math.floor(turn / (2 * Math.PI)))
            .filter(turn -> turn < arc.lengthRad())
            .forEach(cuts::add);
      }
    }
    return cuts.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** A point away from all edges. */
  private UnitVector apex() {
    UnitVector best = new UnitVector(0, 0, 1);
    double widest = -1;
    for (int n = 0; n < 50; n++) {
      double z = (n + 0.5) / 25 - 1;
      double ring = Math.sqrt(1 - z * z);
      double turn = 2.399963229728653 * n;
      UnitVector apex = new UnitVector(ring * Math.cos(turn), ring * Math.sin(turn), z);
      double clearance = Double.POSITIVE_INFINITY;
      for (BoundaryArc arc : arcs) {
        double distance = arc.axis().angle(apex);
        clearance =
            Math.min(
                clearance,
                Math.min(
                    Math.abs(distance - arc.radiusRad()),
                    Math.abs(Math.PI - distance - arc.radiusRad())));
      }
      if (clearance > widest) {
        widest = clearance;
        best = apex;
      }
    }
    return best;
  }

  private void collect(Region region) {
    if (region instanceof SkyPoint point) {
      points.add(point.direction());
    } else if (region instanceof Cone cone) {
      UnitVector center = cone.center();
      double radius = Math.toRadians(cone.radiusDeg());
      points.add(center);
      points.add(center.times(-1));
      if (radius > Tolerance.RAD && radius < Math.PI - Tolerance.RAD) {
        arcs.add(new BoundaryArc(center, radius, center.anyPerpendicular(), 2 * Math.PI));
      }
    } else if (region instanceof SphericalPolygon polygon) {
      PolygonEdges edges = polygon.edges();
      for (int i = 0; i < edges.size(); i++) {
        arcs.add(new BoundaryArc(edges.normal(i), Math.PI / 2, edges.vertex(i), edges.length(i)));
      }
    } else if (region instanceof RegionUnion union) {
      union.parts().forEach(this::collect);
    } else if (region instanceof RegionIntersection intersection) {
      intersection.parts().forEach(this::collect);
    } else if (region instanceof RegionComplement complement) {
      collect(complement.excluded());
    }
  }

  /**
   * A piece of an edge, shorter than a quarter of its circle.
   *
   * @param sign 1 if the region is left of it, -1 if it is right of it
   */
  private record Piece(BoundaryArc arc, double from, double to, int sign) {

    /** The signed area between an apex and this piece [sr]. */
    double area(UnitVector apex) {
      return triangle(apex) + arc.segmentArea(to - from);
    }

    private double triangle(UnitVector apex) {
      return UnitVector.triangleArea(apex, arc.point(from, 0), arc.point(to, 0));
    }

    /** The integral of the offsets from an apex close by, between it and this piece. */
    UnitVector flatMoment(UnitVector apex) {
      UnitVector first = arc.point(from, 0).minus(apex);
      UnitVector last = arc.point(to, 0).minus(apex);
      UnitVector chord = first.plus(last).times(0.5);
      UnitVector outermost = arc.point((from + to) / 2, 0).minus(apex);
      double triangle = triangle(apex);
      double segment = arc.segmentArea(to - from);
      UnitVector center = chord.plus(outermost.minus(chord).times(segmentHeight()));
      return chord.times(triangle * 2 / 3).plus(center.times(segment));
    }

    /** Where the centroid of a circle's segment is between chord (0) and arc (1). */
    private double segmentHeight() {
      double turn = to - from;
      if (turn < 0.05) {
        return 0.4;
      }
      double sin = Math.sin(turn / 2);
      double cos = Math.cos(turn / 2);
      double fromCenter = 4 * sin * sin * sin / (3 * (turn - Math.sin(turn)));
      return (fromCenter - cos) / (1 - cos);
    }

    /** Twice the integral of the directions between the centre of the sphere and this piece. */
    UnitVector moment() {
      double sin = Math.sin(arc.radiusRad());
      double cos = Math.cos(arc.radiusRad());
      UnitVector across = arc.outward(to).minus(arc.outward(from));
      return arc.axis()
          .times(sin * sin * (to - from))
          .plus(arc.axis().cross(across).times(cos * sin));
    }
  }
}
