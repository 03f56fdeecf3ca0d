package org.almagest.sky.moc;

import java.util.Arrays;
import org.almagest.sky.healpix.Healpix;

/** Takes ranges of order-29 pixels apart into the largest cells. */
final class MocCells {

  private MocCells() {}

  /** What is done with a cell. */
  @FunctionalInterface
  interface Receiver {
    void cell(int order, long cell);
  }

  /** Hands over the largest cells in the sequence of their pixels. */
  static void of(long[] bounds, Receiver receiver) {
    for (int i = 0; i < bounds.length; i += 2) {
      long first = bounds[i];
      while (first < bounds[i + 1]) {
        int aligned = Long.numberOfTrailingZeros(first) / 2;
        int fitting = (63 - Long.numberOfLeadingZeros(bounds[i + 1] - first)) / 2;
        int levels = Math.min(Healpix.MAX_ORDER, Math.min(aligned, fitting));
        receiver.cell(Healpix.MAX_ORDER - levels, first >>> (2 * levels));
        first += 1L << (2 * levels);
      }
    }
  }

  /** The NUNIQ numbers of the largest cells in ascending order: by order, then by number. */
  static long[] uniq(long[] bounds) {
    int[] count = new int[1];
    of(bounds, (order, cell) -> count[0]++);
    long[] numbers = new long[count[0]];
    count[0] = 0;
    of(bounds, (order, cell) -> numbers[count[0]++] = (4L << (2 * order)) + cell);
    Arrays.sort(numbers);
    return numbers;
  }
}
