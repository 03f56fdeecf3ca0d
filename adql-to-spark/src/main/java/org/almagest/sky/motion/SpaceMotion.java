package org.almagest.sky.motion;

import org.almagest.sky.SkyPoint;
import org.almagest.sky.UnitVector;

/**
 * Position, parallax and motion of a star at one epoch.
 *
 * @param raDeg right ascension [deg]
 * @param decDeg declination [deg]
 * @param parallaxMas parallax [mas]; not above 0 or NaN where it is not known
 * @param pmRaMasPerYear proper motion in right ascension times cos(dec) [mas/yr]; NaN counts as 0
 * @param pmDecMasPerYear proper motion in declination [mas/yr]; NaN counts as 0
 * @param radialVelocityKmPerS radial velocity, positive for receding [km/s]; NaN counts as 0
 */
public record SpaceMotion(
    double raDeg,
    double decDeg,
    double parallaxMas,
    double pmRaMasPerYear,
    double pmDecMasPerYear,
    double radialVelocityKmPerS) {

  /** An astronomical unit (IAU 2012 B2) per Julian year [km/s]. */
  private static final double KM_PER_S = 149_597_870.7 / 31_557_600;

  private static final double RAD_PER_MAS = Math.PI / 648_000_000;

  /** Checks the position. */
  public SpaceMotion {
    SkyPoint position = new SkyPoint(raDeg, decDeg);
    raDeg = position.lonDeg();
  }

  /**
   * The position at another epoch [deg].
   *
   * @param years the time since the epoch of this motion [Julian years]
   */
  public SkyPoint positionAfter(double years) {
    return moved(years).direction(years).position();
  }

  /**
   * The angle between the positions of two epochs [deg]. It grows with the proper motion, and with
   * the parallax and the speed of a star that comes closer in that time, until that has passed.
   *
   * @param properMotion on the sky, in whatever direction [mas/yr]
   * @param parallaxMas as this record has it
   * @param radialVelocityKmPerS as this record has it
   * @param years the time between [Julian years]
   */
  public static double angleDeg(
      double properMotion, double parallaxMas, double radialVelocityKmPerS, double years) {
    double radial = radialPerYear(parallaxMas, radialVelocityKmPerS);
    return Math.toDegrees(
        Math.atan2(properMotion * RAD_PER_MAS * Math.abs(years), 1 + radial * years));
  }

  /** The radial velocity over the distance [1/yr]; 0 where one of the two is not known. */
  private static double radialPerYear(double parallaxMas, double radialVelocityKmPerS) {
    return parallaxMas > 0
        ? orZero(radialVelocityKmPerS) * parallaxMas / KM_PER_S * RAD_PER_MAS
        : 0;
  }

  /**
   * All six quantities at another epoch, the star moving uniformly through space (SP-1200, volume
   * 1, section 1.5.5).
   *
   * <p>Without a parallax the radial velocity has no effect, and is returned as it is.
   *
   * @param years the time since the epoch of this motion [Julian years]
   */
  public SpaceMotion after(double years) {
    Moved moved = moved(years);
    UnitVector direction = moved.direction(years);
    double scale = moved.scale(years);
    double radial = moved.radial();
    UnitVector motion =
        moved
            .tangential()
            .times(1 + radial * years)
            .minus(moved.direction().times(moved.tangential().dot(moved.tangential()) * years))
            .times(scale * scale * scale);
    double radialNow =
        (radial + (moved.tangential().dot(moved.tangential()) + radial * radial) * years)
            * scale
            * scale;
    SkyPoint position = direction.position();
    double lon = Math.toRadians(position.lonDeg());
    UnitVector east = new UnitVector(-Math.sin(lon), Math.cos(lon), 0);
    boolean known = parallaxMas > 0;
    double parallax = known ? parallaxMas * scale : parallaxMas;
    return new SpaceMotion(
        position.lonDeg(),
        position.latDeg(),
        parallax,
        motion.dot(east) / RAD_PER_MAS,
        motion.dot(direction.cross(east)) / RAD_PER_MAS,
        known ? radialNow / RAD_PER_MAS * KM_PER_S / parallax : radialVelocityKmPerS);
  }

  private Moved moved(double years) {
    if (!Double.isFinite(years)) {
      throw new IllegalArgumentException("Time [" + years + "] yr is not a number");
    }
    double lon = Math.toRadians(Math.IEEEremainder(raDeg, 360));
    UnitVector direction = UnitVector.of(raDeg, decDeg);
    UnitVector east = new UnitVector(-Math.sin(lon), Math.cos(lon), 0);
    UnitVector north = direction.cross(east);
    UnitVector tangential =
        east.times(orZero(pmRaMasPerYear))
            .plus(north.times(orZero(pmDecMasPerYear)))
            .times(RAD_PER_MAS);
    return new Moved(direction, tangential, radialPerYear(parallaxMas, radialVelocityKmPerS));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /**
   * The motion in vectors.
   *
   * @param tangential the proper motion [rad/yr]
   * @param radial the radial velocity over the distance [1/yr]
   */
  private record Moved(UnitVector direction, UnitVector tangential, double radial) {

    /** The distance at the first epoch over that after a time. */
    double scale(double years) {
      double along = 1 + radial * years;
      return 1 / Math.sqrt(along * along + tangential.dot(tangential) * years * years);
    }

    UnitVector direction(double years) {
      return direction
          .times(1 + radial * years)
          .plus(tangential.times(years))
          .times(scale(years))
          .normalized();
    }
  }
}
