package org.almagest.hats;

import java.io.Serializable;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;

/**
 * A HEALPix cell, nested scheme, that is a partition.
 *
 * @param order its order, {@code Norder}
 * @param pixel its number in that order, {@code Npix}
 */
public record HatsPixel(int order, long pixel) implements Comparable<HatsPixel>, Serializable {

  /** Checks the order and the number. */
  public HatsPixel {
    Healpix.range(order, pixel);
  }

  /** Its pixels of order 29. */
  public HealpixRange range() {
    return Healpix.range(order, pixel);
  }

  /** The path of its file inside {@code dataset}, for the usual suffix {@code .parquet}. */
  public String file() {
    return folder() + "Npix=" + pixel + ".parquet";
  }

  /** {@code Norder=k/Dir=d/}. */
  String folder() {
    return "Norder=" + order + "/Dir=" + pixel / 10_000 * 10_000 + "/";
  }

  /** By position on the sky, not by order. */
  @Override
  public int compareTo(HatsPixel other) {
    int byStart = Long.compare(range().first(), other.range().first());
    return byStart != 0 ? byStart : Integer.compare(order, other.order);
  }

  @Override
  public String toString() {
    return order + "/" + pixel;
  }
}
