package org.almagest.hats.match;

import java.util.List;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.column.ColumnValues;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;

/** Tells which rows lie in some ranges of pixels. */
final class PixelTest {

  private final long[] firsts;
  private final long[] lasts;
  private int hit;

  PixelTest(List<HealpixRange> ranges) {
    this.firsts = ranges.stream().mapToLong(HealpixRange::first).toArray();
    this.lasts = ranges.stream().mapToLong(HealpixRange::last).toArray();
  }

  /** Whether a range and one of these have a pixel in common. */
  boolean overlaps(long first, long last) {
    int place = upper(first);
    return (place >= 0 && lasts[place] >= first)
        || (place + 1 < firsts.length && firsts[place + 1] <= last);
  }

  void mark(ColumnValues pixels, int order, boolean[] in, int from, int to) {
    int shift = 2 * (Healpix.MAX_ORDER - order);
    for (int i = from; i < to; i++) {
      in[i] =
          in[i]
              && !pixels.isNull(i)
              && overlaps(
                  NumberColumns.integer(pixels, i) << shift,
                  ((NumberColumns.integer(pixels, i) + 1) << shift) - 1);
    }
  }

  void mark(double[] ra, double[] dec, boolean[] in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i]) {
        long pixel = SpatialColumn.deepestPixel(ra[i], dec[i]);
        in[i] = overlaps(pixel, pixel);
      }
    }
  }

  /** The last range that begins at a pixel or before it; -1 if there is none. */
  private int upper(long pixel) {
    // Rows come in the order of the sky: mostly it is the range of the row before.
    if (hit < firsts.length
        && firsts[hit] <= pixel
        && (hit + 1 == firsts.length || firsts[hit + 1] > pixel)) {
      return hit;
    }
    int low = 0;
    int high = firsts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (firsts[middle] <= pixel) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    hit = Math.max(0, high);
    return high;
  }
}
