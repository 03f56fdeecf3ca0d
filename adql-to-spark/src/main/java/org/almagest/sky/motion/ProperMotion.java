package org.almagest.sky.motion;

import org.almagest.sky.SkyPoint;

/** The flat form of {@link SpaceMotion}, as query engines call it. */
public final class ProperMotion {

  private ProperMotion() {}

  /**
   * The position at another epoch.
   *
   * @param raDeg right ascension [deg]
   * @param decDeg declination [deg]
   * @param parallaxMas parallax [mas], NaN where it is not known
   * @param pmRaMasPerYear proper motion in right ascension times cos(dec) [mas/yr]
   * @param pmDecMasPerYear proper motion in declination [mas/yr]
   * @param radialVelocityKmPerS radial velocity [km/s], NaN where it is not known
   * @param epochFrom the epoch of the position [Julian years, such as 2016.0]
   * @param epochTo the epoch wanted [Julian years]
   * @return right ascension and declination [deg]
   */
  public static double[] propagate(
      double raDeg,
      double decDeg,
      double parallaxMas,
      double pmRaMasPerYear,
      double pmDecMasPerYear,
      double radialVelocityKmPerS,
      double epochFrom,
      double epochTo) {
    SkyPoint position =
        new SpaceMotion(
                raDeg, decDeg, parallaxMas, pmRaMasPerYear, pmDecMasPerYear, radialVelocityKmPerS)
            .positionAfter(epochTo - epochFrom);
    return new double[] {position.lonDeg(), position.latDeg()};
  }

  /**
   * All six quantities at another epoch, in the order and the units of the arguments of {@link
   * #propagate}.
   */
  public static double[] propagateAll(
      double raDeg,
      double decDeg,
      double parallaxMas,
      double pmRaMasPerYear,
      double pmDecMasPerYear,
      double radialVelocityKmPerS,
      double epochFrom,
      double epochTo) {
    SpaceMotion moved =
        new SpaceMotion(
                raDeg, decDeg, parallaxMas, pmRaMasPerYear, pmDecMasPerYear, radialVelocityKmPerS)
            .after(epochTo - epochFrom);
    return new double[] {
      moved.raDeg(),
      moved.decDeg(),
      moved.parallaxMas(),
      moved.pmRaMasPerYear(),
      moved.pmDecMasPerYear(),
      moved.radialVelocityKmPerS()
    };
  }
}
