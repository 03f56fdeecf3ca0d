package org.almagest.sky;

/**
 * A direction on the sky as a vector of length 1: x towards (0, 0), y towards (90, 0), z towards
 * the north pole.
 *
 * @param x towards longitude 0, latitude 0
 * @param y towards longitude 90 degrees, latitude 0
 * @param z towards latitude 90 degrees
 */
public record UnitVector(double x, double y, double z) {

  /**
   * The direction of a position.
   *
   * @param lonDeg longitude [deg], any finite number
   * @param latDeg latitude [deg], -90 to 90
   */
  public static UnitVector of(double lonDeg, double latDeg) {
    double lon = Math.toRadians(Math.IEEEremainder(lonDeg, 360));
    double lat = Math.toRadians(latDeg);
    double cosLat = Math.cos(lat);
    return new UnitVector(Math.cos(lon) * cosLat, Math.sin(lon) * cosLat, Math.sin(lat));
  }

  /** The position of this direction, its longitude within 0 to 360. */
  public SkyPoint position() {
    double lon = Math.toDegrees(Math.atan2(y, x));
    double positive = lon < 0 ? lon + 360 : lon;
    double lat = Math.toDegrees(Math.atan2(z, Math.hypot(x, y)));
    return new SkyPoint(positive >= 360 ? 0 : positive, lat);
  }

  /**
   * The angle to another direction [rad], exact to rounding from 0 to 180 degrees (Kahan, "How
   * futile are mindless assessments of roundoff", section 12).
   */
  public double angle(UnitVector other) {
    return 2 * Math.atan2(minus(other).length(), plus(other).length());
  }

  public double dot(UnitVector other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public UnitVector minus(UnitVector other) {
    return new UnitVector(x - other.x, y - other.y, z - other.z);
  }

  public UnitVector plus(UnitVector other) {
    return new UnitVector(x + other.x, y + other.y, z + other.z);
  }

  public UnitVector times(double factor) {
    return new UnitVector(x * factor, y * factor, z * factor);
  }

  public UnitVector cross(UnitVector other) {
    return new UnitVector(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  public UnitVector normalized() {
    return times(1 / length());
  }

  /**
   * The direction at right angles to this one and another, as their cross product, without loss of
   * digits where the two are close or opposite.
   */
  UnitVector normalTo(UnitVector other) {
    return minus(other).cross(plus(other)).normalized();
  }

  /** Any direction at right angles to this one. */
  UnitVector anyPerpendicular() {
    UnitVector axis = Math.abs(z) < 0.6 ? new UnitVector(0, 0, 1) : new UnitVector(1, 0, 0);
    return axis.cross(this).normalized();
  }

  /** The point at an angle from this direction, towards a direction at right angles to it. */
  UnitVector towards(UnitVector perpendicular, double angleRad) {
    return times(Math.cos(angleRad)).plus(perpendicular.times(Math.sin(angleRad))).normalized();
  }

  /**
   * The signed area of the triangle of three directions [sr], positive if they are in
   * counter-clockwise order seen from outside the sphere (Eriksson 1990, Math. Mag. 63:184).
   */
  static double triangleArea(UnitVector a, UnitVector b, UnitVector c) {
    double volume = a.dot(b.minus(a).cross(c.minus(a)));
    return 2 * Math.atan2(volume, 1 + a.dot(b) + b.dot(c) + c.dot(a));
  }

  /**
   * How far three directions are from having no defined triangle area: 0 where two are opposite.
   */
  static double triangleCondition(UnitVector a, UnitVector b, UnitVector c) {
    double volume = a.dot(b.minus(a).cross(c.minus(a)));
    return Math.hypot(volume, 1 + a.dot(b) + b.dot(c) + c.dot(a));
  }
}
