package org.almagest.sky.healpix;

import java.io.Serializable;

/**
 * A run of HEALPix pixels of order 29 in the nested scheme: what the column {@code _healpix_29}
 * holds.
 *
 * @param first the first pixel
 * @param last the last pixel, which belongs to the range
 */
public record HealpixRange(long first, long last) implements Serializable {

  /** Checks that the range is not empty. */
  public HealpixRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("Not a range of pixels: [" + first + ", " + last + "]");
    }
  }
}
