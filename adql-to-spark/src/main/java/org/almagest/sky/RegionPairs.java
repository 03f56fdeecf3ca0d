package org.almagest.sky;

import java.util.Arrays;

/**
 * CONTAINS and INTERSECTS of two regions (ADQL 2.1, section 4.2).
 *
 * <p>Points, cones and polygons are judged by distances; what has a union, an intersection or a
 * complement in it, and cannot be taken apart, by the {@link Arrangement} of all edges.
 */
final class RegionPairs {

  private RegionPairs() {}

  /** Whether every position of the inner region is in the outer one. */
  static boolean contains(Region outer, Region inner) {
    if (inner instanceof SkyPoint point) {
      return outer.contains(point.lonDeg(), point.latDeg());
    }
    if (inner instanceof RegionUnion union) {
      return union.parts().stream().allMatch(part -> contains(outer, part));
    }
    if (outer instanceof RegionIntersection intersection) {
      return intersection.parts().stream().allMatch(part -> contains(part, inner));
    }
    if (inner instanceof Cone cone) {
      if (outer instanceof SkyPoint point) {
        return cone.center().angle(point.direction()) + radius(cone) <= Tolerance.RAD;
      }
      if (outer instanceof Cone larger) {
        return coneInCone(larger, cone);
      }
      if (outer instanceof SphericalPolygon polygon) {
        return polygon.contains(cone.raDeg(), cone.decDeg())
            && polygon.edges().distance(cone.center()) >= radius(cone) - Tolerance.RAD;
      }
    }
    if (inner instanceof SphericalPolygon polygon) {
      if (outer instanceof SkyPoint) {
        return false;
      }
      if (outer instanceof Cone cone) {
        return polygonInCone(cone, polygon);
      }
      if (outer instanceof SphericalPolygon larger) {
        return polygonInPolygon(larger, polygon);
      }
    }
    return new Arrangement(outer, inner)
        .samples().stream().noneMatch(sample -> holds(inner, sample) && !holds(outer, sample));
  }

  /** Whether two regions have a position in common. */
  static boolean intersect(Region left, Region right) {
    if (left instanceof SkyPoint point) {
      return right.contains(point.lonDeg(), point.latDeg());
    }
    if (left instanceof RegionUnion union) {
      return union.parts().stream().anyMatch(part -> intersect(part, right));
    }
    if (right instanceof SkyPoint || right instanceof RegionUnion) {
      return intersect(right, left);
    }
    if (left instanceof Cone one && right instanceof Cone other) {
      return one.center().angle(other.center()) <= radius(one) + radius(other) + Tolerance.RAD;
    }
    if (left instanceof SphericalPolygon polygon && right instanceof Cone cone) {
      return polygon.contains(cone.raDeg(), cone.decDeg())
          || polygon.edges().distance(cone.center()) <= radius(cone) + Tolerance.RAD;
    }
    if (left instanceof Cone && right instanceof SphericalPolygon) {
      return intersect(right, left);
    }
    if (left instanceof SphericalPolygon one && right instanceof SphericalPolygon other) {
      return polygonsIntersect(one, other);
    }
    return new Arrangement(left, right)
        .samples().stream().anyMatch(sample -> holds(left, sample) && holds(right, sample));
  }

  private static boolean holds(Region region, UnitVector position) {
    return region.place(position, Tolerance.RAD) != DiscPlace.OUTSIDE;
  }

  private static double radius(Cone cone) {
    return Math.toRadians(cone.radiusDeg());
  }

  private static boolean coneInCone(Cone outer, Cone inner) {
    double distance = outer.center().angle(inner.center());
    return outer.radiusDeg() >= 180 || distance + radius(inner) <= radius(outer) + Tolerance.RAD;
  }

  /** A cone up to a hemisphere is convex; a larger one lacks the disc around the opposite point. */
  private static boolean polygonInCone(Cone outer, SphericalPolygon inner) {
    PolygonEdges edges = inner.edges();
    UnitVector center = outer.center();
    if (outer.radiusDeg() <= 90) {
      for (int i = 0; i < edges.size(); i++) {
        if (edges.vertex(i).angle(center) > radius(outer) + Tolerance.RAD) {
          return false;
        }
      }
      return true;
    }
    UnitVector opposite = center.times(-1);
    double free = Math.PI - radius(outer) - Tolerance.RAD;
    return free <= 0 || inner.place(opposite, free) == DiscPlace.OUTSIDE;
  }

  /**
   * The sides of the inner polygon are cut where they may pass a side or a vertex of the outer one;
   * it is inside if the middles of all pieces are, because what is outside is in one piece and no
   * smaller than the polygon.
   */
  private static boolean polygonInPolygon(SphericalPolygon outer, SphericalPolygon inner) {
    PolygonEdges edges = inner.edges();
    for (int i = 0; i < edges.size(); i++) {
      UnitVector vertex = edges.vertex(i);
      if (!holds(outer, vertex)) {
        return false;
      }
      UnitVector along = edges.normal(i).cross(vertex);
      double[] cuts = cuts(edges, i, outer.edges());
      for (int cut = 1; cut < cuts.length; cut++) {
        double middle = (cuts[cut - 1] + cuts[cut]) / 2;
        if (!holds(outer, vertex.towards(along, middle))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The angles along a side [rad], from 0 to its length, where it may pass sides of the other. */
  private static double[] cuts(PolygonEdges edges, int side, PolygonEdges other) {
    UnitVector start = edges.vertex(side);
    UnitVector normal = edges.normal(side);
    UnitVector along = normal.cross(start);
    double[] cuts = new double[3 * other.size() + 2];
    int count = 0;
    cuts[count++] = 0;
    cuts[count++] = edges.length(side);
    for (int j = 0; j < other.size(); j++) {
      UnitVector crossing = normal.cross(other.normal(j));
      if (crossing.length() == 0) {
        crossing = other.vertex(j);
      }
      cuts[count++] = Math.atan2(crossing.dot(along), crossing.dot(start));
      cuts[count++] = Math.atan2(-crossing.dot(along), -crossing.dot(start));
      cuts[count++] = Math.atan2(other.vertex(j).dot(along), other.vertex(j).dot(start));
    }
    return Arrays.stream(cuts).filter(cut -> cut >= 0 && cut <= cuts[1]).sorted().toArray();
  }

  private static boolean polygonsIntersect(SphericalPolygon one, SphericalPolygon other) {
    PolygonEdges left = one.edges();
    PolygonEdges right = other.edges();
    for (int i = 0; i < left.size(); i++) {
      if (holds(other, left.vertex(i))) {
        return true;
      }
    }
    for (int j = 0; j < right.size(); j++) {
      if (holds(one, right.vertex(j))) {
        return true;
      }
    }
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        UnitVector crossing = left.normal(i).cross(right.normal(j));
        if (crossing.length() > 0 && sidesCross(left, i, right, j, crossing.normalized())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sidesCross(
      PolygonEdges left, int i, PolygonEdges right, int j, UnitVector crossing) {
    UnitVector opposite = crossing.times(-1);
    return (left.beside(i, crossing) && right.beside(j, crossing))
        || (left.beside(i, opposite) && right.beside(j, opposite));
  }
}
