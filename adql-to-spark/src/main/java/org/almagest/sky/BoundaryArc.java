package org.almagest.sky;

/**
 * A piece of a circle on the sky, counted counter-clockwise around its axis as seen from outside
 * the sphere; a side of a polygon has a radius of 90 degrees.
 *
 * @param axis the centre of the circle
 * @param radiusRad the angle from the axis [rad], above 0 and below pi
 * @param start the direction at right angles to the axis from which angles are counted
 * @param lengthRad the angle around the axis [rad], up to 2 pi
 */
record BoundaryArc(UnitVector axis, double radiusRad, UnitVector start, double lengthRad) {

  /** Gauss and Legendre's rule of five points, on the interval from 0 to 1. */
  private static final double[] NODES = {
    0.04691007703066802, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332
  };

  private static final double[] WEIGHTS = {
    0.11846344252809454,
    0.23931433524968324,
    0.28444444444444444,
    0.23931433524968324,
    0.11846344252809454
  };

  private static final int PANELS = 4;

  /** The point at an angle around the axis, moved to the left by a small angle. */
  UnitVector point(double turnRad, double leftRad) {
    return axis.towards(outward(turnRad), radiusRad - leftRad);
  }

  /** The direction from the axis at an angle around it, at right angles to the axis. */
  UnitVector outward(double turnRad) {
    return start.towards(axis.cross(start), turnRad);
  }

  /** The angle around the axis of the direction of a position, within -pi to pi [rad]. */
  double turn(UnitVector position) {
    return Math.atan2(position.dot(axis.cross(start)), position.dot(start));
  }

  /**
   * The angles around the axis at which the whole circle meets another whole circle; none if they
   * do not meet. By the half-angle formula of the triangle of the two axes and a meeting point,
   * which holds for circles of any size.
   */
  double[] crossings(BoundaryArc other) {
    double distance = axis.angle(other.axis);
    UnitVector towards = other.axis.minus(axis.times(axis.dot(other.axis)));
    if (distance < 1e-15 || distance > Math.PI - 1e-15 || towards.length() == 0) {
      return new double[0];
    }
    double half = (distance + radiusRad + other.radiusRad) / 2;
    double numerator = Math.sin(half - distance) * Math.sin(half - radiusRad);
    double denominator = Math.sin(half) * Math.sin(half - other.radiusRad);
    double middle = turn(towards);
    if (numerator < 0 != denominator < 0) {
      return touches(half, distance, other)
          ? new double[] {middle, middle + Math.PI}
          : new double[0];
    }
    double angle = 2 * Math.atan2(Math.sqrt(Math.abs(numerator)), Math.sqrt(Math.abs(denominator)));
    return new double[] {middle - angle, middle + angle};
  }

  /**
   * The area between a piece of the circle and the great circle through its ends [sr]; negative for
   * circles beyond 90 degrees.
   *
   * <p>With T = tan²(radius / 2) it is the integral of 2 T (1 - T) (1 - cos t) / ((1 + T) (1 + 2 T
   * cos t + T²)): the derivative of sector less triangle, without their common digits.
   *
   * @param turnRad the angle of the piece around the axis [rad], up to pi / 2
   */
  double segmentArea(double turnRad) {
    double tan = Math.tan(radiusRad / 2);
    double squared = tan * tan;
    if (radiusRad == Math.PI / 2) {
      return 0;
    }
    double sum = 0;
    double panel = turnRad / PANELS;
    for (int i = 0; i < PANELS; i++) {
      for (int node = 0; node < NODES.length; node++) {
        double turn = (i + NODES[node]) * panel;
        double sinHalf = Math.sin(turn / 2);
        sum +=
            WEIGHTS[node]
                * sinHalf
                * sinHalf
                / (1 + 2 * squared * Math.cos(turn) + squared * squared);
      }
    }
    return sum * panel * 4 * squared * (1 - squared) / (1 + squared);
  }

  private boolean touches(double half, double distance, BoundaryArc other) {
    double slack = 2 * Tolerance.RAD;
    return Math.abs(half - distance) < slack
        || Math.abs(half - radiusRad) < slack
        || Math.abs(half - other.radiusRad) < slack
        || Math.abs(half - Math.PI) < slack;
  }
}
