package org.almagest.sky.frame;

import org.almagest.sky.SkyPoint;
import org.almagest.sky.UnitVector;

/**
 * The system of the catalogue FK4, equator and equinox B1950.0, as it was used before 1984.
 *
 * <p>A position is taken as one of epoch 1950.0 of a source that does not move in FK5 (Seidelmann
 * 1992, Explanatory Supplement, section 3.591): the elliptic terms of aberration are taken off, the
 * rest is the rotation to J2000.0 and the drift of FK4 against it.
 */
final class Fk4Frame {

  /** One arcsecond per century [rad/year]. */
  private static final double ARCSEC_PER_CENTURY = Math.toRadians(1.0 / 3600) / 100;

  private static final double JULIAN_DATE_OF_B1950 = 2433282.42345905;
  private static final double DAYS_OF_TROPICAL_YEAR = 365.242198781;

  /** The elliptic terms at 1950.0 [rad]. */
  private static final UnitVector TERMS = new UnitVector(-1.62557e-6, -0.31919e-6, -0.13843e-6);

  /** Their change [arcsec per century]. */
  private static final UnitVector TERMS_CHANGE = new UnitVector(1.245e-3, -1.580e-3, -0.659e-3);

  private static final double[][] TO_J2000 = {
    {0.9999256782, -0.0111820611, -0.0048579477},
    {0.0111820610, 0.9999374784, -0.0000271765},
    {0.0048579479, -0.0000271474, 0.9999881997}
  };

  /** [arcsec per century]. */
  private static final double[][] DRIFT = {
    {-0.000551, -0.238565, 0.435739},
    {0.238514, -0.002667, -0.008541},
    {-0.435623, 0.012254, 0.002117}
  };

  private Fk4Frame() {}

  /** Right ascension and declination in FK5, J2000.0, which is taken for ICRS [deg]. */
  static SkyPoint toIcrs(double raDeg, double decDeg) {
    return toIcrs(raDeg, decDeg, 1950);
  }

  /** The same for a position of another Besselian epoch. */
  static SkyPoint toIcrs(double raDeg, double decDeg, double epoch) {
    UnitVector fk4 = new SkyPoint(raDeg, decDeg).direction();
    UnitVector terms = TERMS.plus(TERMS_CHANGE.times((epoch - 1950) * ARCSEC_PER_CENTURY));
    UnitVector mean = fk4.minus(terms).plus(fk4.times(fk4.dot(terms)));
    double julianDate = JULIAN_DATE_OF_B1950 + (epoch - 1950) * DAYS_OF_TROPICAL_YEAR;
    double yearsSince2000 = (julianDate - 2451545) / 365.25;
    UnitVector drift = product(DRIFT, mean).times(yearsSince2000 * ARCSEC_PER_CENTURY);
    return product(TO_J2000, mean).plus(drift).position();
  }

  private static UnitVector product(double[][] rows, UnitVector vector) {
    return new UnitVector(
        new UnitVector(rows[0][0], rows[0][1], rows[0][2]).dot(vector),
        new UnitVector(rows[1][0], rows[1][1], rows[1][2]).dot(vector),
        new UnitVector(rows[2][0], rows[2][1], rows[2][2]).dot(vector));
  }
}
