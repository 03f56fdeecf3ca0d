package org.almagest.hats.write.sort;

import java.io.Serializable;
import java.util.Arrays;
import org.almagest.sky.healpix.Healpix;

/**
 * How many rows are in each HEALPix cell that has any.
 *
 * @param order the order of the cells
 * @param cells the cells, ascending
 * @param counts the rows of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
public record CellCounts(int order, long[] cells, long[] counts) implements Serializable {

  /** No rows at all. */
  public static CellCounts none(int order) {
    return new CellCounts(order, new long[0], new long[0]);
  }

  /** Counts pixels of order 29 that are in ascending order. */
  public static CellCounts of(int order, long[] pixels, int rows) {
    int shift = 2 * (Healpix.MAX_ORDER - order);
    long[] cells = new long[16];
    long[] counts = new long[16];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      long cell = pixels[row] >>> shift;
      if (size == 0 || cells[size - 1] != cell) {
        if (size == cells.length) {
          cells = Arrays.copyOf(cells, 2 * size);
          counts = Arrays.copyOf(counts, 2 * size);
        }
        cells[size++] = cell;
      }
      counts[size - 1]++;
    }
    return new CellCounts(order, Arrays.copyOf(cells, size), Arrays.copyOf(counts, size));
  }

  /** The rows of both. */
  public CellCounts plus(CellCounts other) {
    if (other.cells.length == 0) {
      return this;
    }
    if (cells.length == 0) {
      return other;
    }
    long[] all = new long[cells.length + other.cells.length];
    long[] sums = new long[all.length];
    int left = 0;
    int right = 0;
    int size = 0;
    while (left < cells.length || right < other.cells.length) {
      boolean takesLeft =
          right == other.cells.length || (left < cells.length && cells[left] <= other.cells[right]);
      boolean takesRight =
          left == cells.length || (right < other.cells.length && other.cells[right] <= cells[left]);
      all[size] = takesLeft ? cells[left] : other.cells[right];
      sums[size++] = (takesLeft ? counts[left++] : 0) + (takesRight ? other.counts[right++] : 0);
    }
    return new CellCounts(order, Arrays.copyOf(all, size), Arrays.copyOf(sums, size));
  }

  /** The rows in cells of a lower order. */
  public CellCounts coarser(int lower) {
    int shift = 2 * (order - lower);
    long[] parents = new long[cells.length];
    long[] sums = new long[cells.length];
    int size = 0;
    for (int index = 0; index < cells.length; index++) {
      long parent = cells[index] >>> shift;
      if (size == 0 || parents[size - 1] != parent) {
        parents[size++] = parent;
      }
      sums[size - 1] += counts[index];
    }
    return new CellCounts(lower, Arrays.copyOf(parents, size), Arrays.copyOf(sums, size));
  }

  /** The largest count. */
  long largest() {
    return Arrays.stream(counts).max().orElse(0);
  }
}
