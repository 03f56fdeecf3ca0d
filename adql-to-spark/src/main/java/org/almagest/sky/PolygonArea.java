package org.almagest.sky;

import java.util.List;

/** The spherical excess of a closed line of great circle sides. */
final class PolygonArea {

  /** Rounding of the area of half the sky [sr]. */
  private static final double HALF_SKY_SLACK = 1e-12;

  private PolygonArea() {}

  /**
   * The area of the smaller of the two parts of the sky [sr]: positive if it is left of the sides
   * seen from outside the sphere, negative if it is right of them.
   */
  static double signed(List<UnitVector> vertices) {
    double area = Math.IEEEremainder(fan(vertices, clearestApex(vertices)), 4 * Math.PI);
    return area > 2 * Math.PI - HALF_SKY_SLACK ? area - 4 * Math.PI : area;
  }

  private static double fan(List<UnitVector> vertices, UnitVector apex) {
    double sum = 0;
    for (int i = 0; i < vertices.size(); i++) {
      sum +=
          UnitVector.triangleArea(apex, vertices.get(i), vertices.get((i + 1) % vertices.size()));
    }
    return sum;
  }

  /** The first vertex, unless a side passes near the point opposite to it. */
  private static UnitVector clearestApex(List<UnitVector> vertices) {
    UnitVector best = vertices.get(0);
    double widest = condition(vertices, best);
    for (int n = 0; n < 24 && widest < 0.1; n++) {
      double z = (n + 0.5) / 12 - 1;
      double ring = Math.sqrt(1 - z * z);
      double turn = 2.399963229728653 * n;
      UnitVector apex = new UnitVector(ring * Math.cos(turn), ring * Math.sin(turn), z);
      double condition = condition(vertices, apex);
      if (condition > widest) {
        widest = condition;
        best = apex;
      }
    }
    return best;
  }

  private static double condition(List<UnitVector> vertices, UnitVector apex) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < vertices.size(); i++) {
      UnitVector from = vertices.get(i);
      UnitVector to = vertices.get((i + 1) % vertices.size());
      lowest = Math.min(lowest, UnitVector.triangleCondition(apex, from, to));
    }
    return lowest;
  }
}
