package org.almagest.sky.frame;

import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.UnitVector;

/**
 * Galactic coordinates, as the Hipparcos catalogue defines them against ICRS (ESA SP-1200, volume
 * 1, section 1.5.3): north pole at 192.85948, +27.12825 deg, the node at galactic longitude
 * 32.93192 deg.
 */
public final class GalacticFrame {

  /** The rows are the galactic x, y and z axes in ICRS (SP-1200, equation 1.5.11). */
  private static final double[][] AXES = {
    {-0.0548755604162154, -0.873437090234885, -0.4838350155487132},
    {0.4941094278755837, -0.4448296299600112, 0.746982244497219},
    {-0.8676661490190047, -0.1980763734312015, 0.4559837761750669}
  };

  private GalacticFrame() {}

  /**
   * Galactic longitude and latitude of a position in ICRS [deg].
   *
   * @param raDeg right ascension [deg]
   * @param decDeg declination [deg]
   */
  public static SkyPoint fromIcrs(double raDeg, double decDeg) {
    UnitVector icrs = new SkyPoint(raDeg, decDeg).direction();
    return new UnitVector(row(icrs, 0), row(icrs, 1), row(icrs, 2)).position();
  }

  /**
   * Right ascension and declination in ICRS of a galactic position [deg].
   *
   * @param lonDeg galactic longitude [deg]
   * @param latDeg galactic latitude [deg]
   */
  public static SkyPoint toIcrs(double lonDeg, double latDeg) {
    UnitVector galactic = new SkyPoint(lonDeg, latDeg).direction();
    return new UnitVector(column(galactic, 0), column(galactic, 1), column(galactic, 2)).position();
  }

  /** A region in ICRS, in galactic coordinates: circles and great circles stay what they are. */
  public static Region fromIcrs(Region region) {
    return new FrameChange(GalacticFrame::fromIcrs).of(region);
  }

  private static double row(UnitVector icrs, int i) {
    return AXES[i][0] * icrs.x() + AXES[i][1] * icrs.y() + AXES[i][2] * icrs.z();
  }

  private static double column(UnitVector galactic, int i) {
    return AXES[0][i] * galactic.x() + AXES[1][i] * galactic.y() + AXES[2][i] * galactic.z();
  }
}
