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

  private boolean touches(double half, double distance, BoundaryArc other) {
    double slack = 2 * Tolerance.RAD;
    return Math.abs(half - distance) < slack
        || Math.abs(half - radiusRad) < slack
        || Math.abs(half - other.radiusRad) < slack
        || Math.abs(half - Math.PI) < slack;
  }
}
