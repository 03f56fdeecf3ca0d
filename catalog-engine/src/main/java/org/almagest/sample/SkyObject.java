package org.almagest.sample;

import java.util.List;

/**
 * A star or a galaxy.
 *
 * @param raDeg right ascension at the survey's epoch [deg]
 * @param decDeg declination at the survey's epoch [deg]
 * @param magnitudes AB magnitudes in u, g, r, i, z, y
 * @param parallaxMas parallax [mas]; 0 of a galaxy
 * @param pmRaMas proper motion in right ascension, times cos(dec) [mas/yr]
 * @param pmDecMas proper motion in declination [mas/yr]
 * @param sizeArcsec half-light radius [arcsec]; 0 of a star
 * @param amplitudeMag amplitude of its variation [mag]; 0 where it is constant
 * @param periodDays period of its variation [d]
 */
record SkyObject(
    long id,
    double raDeg,
    double decDeg,
    List<Double> magnitudes,
    double parallaxMas,
    double pmRaMas,
    double pmDecMas,
    double sizeArcsec,
    double amplitudeMag,
    double periodDays) {

  private static final double MAS_PER_DEGREE = 3.6e6;

  /** The AB magnitude in a band, counted from 0. */
  double magnitude(int band) {
    return magnitudes.get(band);
  }

  boolean isStar() {
    return sizeArcsec == 0;
  }

  /** The right ascension some years after the survey's epoch [deg]. */
  double raAt(double years) {
    return raDeg + years * pmRaMas / MAS_PER_DEGREE / Math.cos(Math.toRadians(decDeg));
  }

  /** The declination some years after the survey's epoch [deg]. */
  double decAt(double years) {
    return decDeg + years * pmDecMas / MAS_PER_DEGREE;
  }

  /** The flux of an AB magnitude [nJy]. */
  static double flux(double magnitude) {
    return Math.pow(10, (31.4 - magnitude) / 2.5);
  }
}
