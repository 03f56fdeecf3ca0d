package org.almagest.sky;

/** The angle between two positions. */
public final class Separation {

  private Separation() {}

  /**
   * The angle between two positions [deg], 0 to 180, exact to rounding at any distance.
   *
   * <p>Vincenty's formula, with the difference of the two products written as sin(dec2 - dec1) + 2
   * sin(dec1) cos(dec2) sin²((ra2 - ra1) / 2), which loses no digits for close positions.
   *
   * @param ra1 right ascension of the first [deg]
   * @param dec1 declination of the first [deg]
   * @param ra2 right ascension of the second [deg]
   * @param dec2 declination of the second [deg]
   */
  public static double degrees(double ra1, double dec1, double ra2, double dec2) {
    double dRa = Math.toRadians(Math.IEEEremainder(ra2 - ra1, 360));
    double dDec = Math.toRadians(dec2 - dec1);
    double sin1 = Math.sin(Math.toRadians(dec1));
    double cos1 = Math.cos(Math.toRadians(dec1));
    double sin2 = Math.sin(Math.toRadians(dec2));
    double cos2 = Math.cos(Math.toRadians(dec2));
    double sinHalf = Math.sin(dRa / 2);
    double across = cos2 * Math.sin(dRa);
    double along = Math.sin(dDec) + 2 * sin1 * cos2 * sinHalf * sinHalf;
    double towards = sin1 * sin2 + cos1 * cos2 * Math.cos(dRa);
    return Math.toDegrees(Math.atan2(Math.sqrt(across * across + along * along), towards));
  }
}
