package org.almagest.hats.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.sky.healpix.Healpix;

/**
 * Chooses partitions by how many rows there are where, as {@code hats} does ({@code
 * hats.pixel_math.partition_stats}).
 */
public final class Partitioning {

  /** What to do with a cell all of whose rows are in one of its four children. */
  public enum EmptySiblings {
    /** Keep the child as the partition; what hats-import does. */
    DROP,
    /** Take the largest cell that the threshold allows. */
    KEEP
  }

  private final int order;
  private final long[] cells;
  private final long[] counts;

  /** Keeps the counts, whose order is the deepest that a partition may have. */
  public Partitioning(CellCounts rows) {
    this.order = rows.order();
    this.cells = rows.cells();
    this.counts = rows.counts();
    if (cells.length > 0 && cells[cells.length - 1] >= Healpix.cells(order)) {
      throw new IllegalArgumentException(
          "Cell [" + cells[cells.length - 1] + "] is not one of order " + order);
    }
  }

  /**
   * The partitions, in the order of the sky. A counted cell that alone exceeds the threshold is one
   * partition.
   *
   * @param threshold rows that a partition holds at most
   */
  public List<HatsPixel> partitions(long threshold, EmptySiblings siblings) {
    int[] orders = new int[cells.length];
    Arrays.fill(orders, order);
    for (int level = order - 1; level >= 0; level--) {
      int start = 0;
      while (start < cells.length) {
        int end = endOfCell(start, level);
        if (isPartition(start, end, level, threshold, siblings)) {
          Arrays.fill(orders, start, end, level);
        }
        start = end;
      }
    }
    List<HatsPixel> pixels = new ArrayList<>();
    for (int bin = 0; bin < cells.length; bin++) {
      HatsPixel pixel = new HatsPixel(orders[bin], cells[bin] >>> (2 * (order - orders[bin])));
      if (pixels.isEmpty() || !pixels.get(pixels.size() - 1).equals(pixel)) {
        pixels.add(pixel);
      }
    }
    return pixels;
  }

  private boolean isPartition(
      int start, int end, int level, long threshold, EmptySiblings siblings) {
    long sum = 0;
    long child = 0;
    long childCell = -1;
    long largestChild = 0;
    for (int bin = start; bin < end; bin++) {
      long cell = cells[bin] >>> (2 * (order - level - 1));
      child = cell == childCell ? child + counts[bin] : counts[bin];
      childCell = cell;
      largestChild = Math.max(largestChild, child);
      sum += counts[bin];
    }
    return sum <= threshold && (siblings == EmptySiblings.KEEP || sum != largestChild);
  }

  private int endOfCell(int start, int level) {
    int shift = 2 * (order - level);
    int end = start;
    while (end < cells.length && cells[end] >>> shift == cells[start] >>> shift) {
      end++;
    }
    return end;
  }
}
