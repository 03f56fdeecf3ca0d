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
    UnitVector apex = apex();
    double sum = 0;
    for (Piece piece : boundary()) {
      sum += piece.sign() * piece.area(apex);
    }
    double wholeSky = 4 * Math.PI;
    double area = sum - wholeSky * Math.floor(sum / wholeSky);
    boolean rounding = Math.min(area, wholeSky - area) < 1e-12;
    if (rounding) {
      area = regions.get(0).place(apex, Tolerance.RAD) == Placement.INSIDE ? wholeSky : 0;
    }
    return area * SphericalPolygon.SQUARE_DEGREES;
  }

  SkyPoint centroid() {
    UnitVector sum = new UnitVector(0, 0, 0);
    for (Piece piece : boundary()) {
      sum = sum.plus(piece.moment().times(piece.sign()));
    }
    if (sum.length() < 1e-12) {
      throw new IllegalArgumentException(
          "The region has no centroid: it is empty, or its centre of gravity is at the centre of"
              + " the sphere");
    }
    return sum.normalized().position();
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
        boolean left = region.place(arc.point(middle, BESIDE_RAD), 0) == Placement.INSIDE;
        boolean right = region.place(arc.point(middle, -BESIDE_RAD), 0) == Placement.INSIDE;
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
      UnitVector first = arc.point(from, 0);
      UnitVector last = arc.point(to, 0);
      double sinHalf = Math.sin(arc.radiusRad() / 2);
      double sector = (to - from) * 2 * sinHalf * sinHalf;
      double chord = UnitVector.triangleArea(arc.axis(), first, last);
      return UnitVector.triangleArea(apex, first, last) + sector - chord;
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
