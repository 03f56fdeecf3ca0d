package org.almagest.hats;

import org.almagest.sky.healpix.Healpix;

/**
 * The column of HEALPix pixels, nested, that a catalog stores.
 *
 * @param name mostly {@code _healpix_29}
 * @param order the order of the pixels, 0 to 29
 */
public record SpatialColumn(String name, int order) {

  /**
   * The pixel of order 29 that a row counts as one of.
   *
   * @param ra [deg]
   * @param dec [deg]
   * @return 0 where that is no position, so that such rows have a place too
   */
  public static long deepestPixel(double ra, double dec) {
    return Double.isFinite(ra) && Math.abs(dec) <= 90
        ? Healpix.cell(Healpix.MAX_ORDER, ra, dec)
        : 0;
  }
}
