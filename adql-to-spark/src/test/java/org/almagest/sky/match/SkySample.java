package org.almagest.sky.match;

import java.util.SplittableRandom;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.UnitVector;

/** Positions around a place, some of them doubled, some close to others. */
final class SkySample {

  private SkySample() {}

  static Positions around(
      SplittableRandom random,
      double raDeg,
      double decDeg,
      double spreadDeg,
      int size,
      double radiusDeg) {
    double[] ra = new double[size];
    double[] dec = new double[size];
    for (int i = 0; i < size; i++) {
      SkyPoint point =
          i > 20 && i % 10 == 0
              ? offset(random, ra[i - 7], dec[i - 7], radiusDeg)
              : offset(random, raDeg, decDeg, spreadDeg);
      if (i % 17 == 16) {
        point = new SkyPoint(ra[i - 3], dec[i - 3]);
      }
      ra[i] = point.lonDeg();
      dec[i] = point.latDeg();
    }
    return new Positions(ra, dec, size);
  }

  /** Half of the positions lie about a radius from one of the left positions, some on it. */
  static Positions beside(
      SplittableRandom random,
      Positions left,
      int size,
      double raDeg,
      double decDeg,
      double spreadDeg,
      double radiusDeg) {
    double[] ra = new double[size];
    double[] dec = new double[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(left.size());
      SkyPoint point =
          i % 2 == 0
              ? offset(random, raDeg, decDeg, spreadDeg)
              : offset(random, left.raDeg(other), left.decDeg(other), Math.min(180, 2 * radiusDeg));
      if (i % 13 == 0) {
        point = new SkyPoint(left.raDeg(other), left.decDeg(other));
      }
      ra[i] = point.lonDeg();
      dec[i] = point.latDeg();
    }
    return new Positions(ra, dec, size);
  }

  private static SkyPoint offset(
      SplittableRandom random, double raDeg, double decDeg, double mostDeg) {
    UnitVector center = UnitVector.of(raDeg, decDeg);
    double angle = Math.toRadians(mostDeg * Math.sqrt(random.nextDouble()));
    double turn = 2 * Math.PI * random.nextDouble();
    UnitVector anything =
        Math.abs(center.z()) < 0.6 ? new UnitVector(0, 0, 1) : new UnitVector(1, 0, 0);
    return toward(center, anything, angle, turn);
  }

  private static SkyPoint toward(
      UnitVector center, UnitVector anything, double angle, double turn) {
    // Two axes across the centre, by Gram and Schmidt.
    double dot = center.x() * anything.x() + center.y() * anything.y() + center.z() * anything.z();
    double ax = anything.x() - dot * center.x();
    double ay = anything.y() - dot * center.y();
    double az = anything.z() - dot * center.z();
    double length = Math.sqrt(ax * ax + ay * ay + az * az);
    ax /= length;
    ay /= length;
    az /= length;
    double bx = center.y() * az - center.z() * ay;
    double by = center.z() * ax - center.x() * az;
    double bz = center.x() * ay - center.y() * ax;
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double p = Math.cos(turn);
    double q = Math.sin(turn);
    return new UnitVector(
            c * center.x() + s * (p * ax + q * bx),
            c * center.y() + s * (p * ay + q * by),
            c * center.z() + s * (p * az + q * bz))
        .position();
  }
}
