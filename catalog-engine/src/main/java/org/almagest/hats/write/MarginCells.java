package org.almagest.hats.write;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.PixelTree;
import org.almagest.hats.write.sort.SortedKeys;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;

/**
 * Which cells belong to the margins of which pixels: those of the margin's order that touch the
 * pixel from outside.
 *
 * @param order the order of the cells
 * @param targets the pixels that have margins: partitions, and the empty sky between them
 * @param cells ascending; one that is in several margins stands there as often
 * @param targetOfCell which target each cell belongs to
 * @see <a href="https://hats.readthedocs.io/en/latest/guide/margins.html">Margin catalogs</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
public record MarginCells(int order, List<HatsPixel> targets, long[] cells, int[] targetOfCell)
    implements Serializable {

  /** How much wider a cell of average size may be taken for than it is at its narrowest. */
  private static final double MEAN_TO_LEAST_WIDTH = 1.6;

  /** Deeper rings have millions of cells; a margin may hold more than was asked for. */
  private static final int DEEPEST_ORDER = 20;

  /** Copies the targets. */
  public MarginCells {
    targets = List.copyOf(targets);
  }

  /** The deepest order whose cells are nowhere narrower than the threshold. */
  public static int order(double thresholdArcsec) {
    double widthRad = Math.toRadians(thresholdArcsec / 3600 * MEAN_TO_LEAST_WIDTH);
    // The threshold that an order guarantees must give that order, however it was rounded.
    double order = Math.log(Math.sqrt(Math.PI / 3) / widthRad) / Math.log(2) + 1e-9;
    return (int) Math.max(0, Math.min(DEEPEST_ORDER, order));
  }

  /**
   * The margins of a catalog.
   *
   * @param partitions its partitions
   */
  public static MarginCells of(List<HatsPixel> partitions, double thresholdArcsec) {
    int order = order(thresholdArcsec);
    List<HatsPixel> sorted = partitions.stream().sorted().toList();
    List<HatsPixel> targets = new ArrayList<>(sorted);
    targets.addAll(PixelTree.of(sorted).complement().pixels());
    LongPredicate mayHaveRows = new Coverage(sorted, order);
    long[] cells = new long[1024];
    int[] owners = new int[1024];
    int size = 0;
    for (int target = 0; target < targets.size(); target++) {
      for (long cell : ring(targets.get(target), order)) {
        if (mayHaveRows.test(cell)) {
          if (size == cells.length) {
            cells = Arrays.copyOf(cells, 2 * size);
            owners = Arrays.copyOf(owners, 2 * size);
          }
          cells[size] = cell;
          owners[size++] = target;
        }
      }
    }
    SortedKeys sortedCells = SortedKeys.of(cells, size);
    int[] ownersInOrder = new int[size];
    for (int index = 0; index < size; index++) {
      ownersInOrder[index] = owners[sortedCells.rows()[index]];
    }
    return new MarginCells(order, targets, sortedCells.keys(), ownersInOrder);
  }

  /**
   * A pixel that is no larger than a cell has as its ring the cells around the one it is in, and
   * that one itself, of which its own rows are left out later.
   */
  private static long[] ring(HatsPixel pixel, int order) {
    if (pixel.order() < order) {
      return Healpix.externalEdges(pixel.order(), pixel.pixel(), order - pixel.order());
    }
    long parent = pixel.pixel() >>> (2 * (pixel.order() - order));
    long[] around = Healpix.neighbors(order, parent);
    if (pixel.order() == order) {
      return around;
    }
    long[] ring = Arrays.copyOf(around, around.length + 1);
    ring[around.length] = parent;
    return ring;
  }

  /** Is told of rows of a margin. */
  interface Consumer {
    void accept(int target, int firstRow, int lastRow);
  }

  /**
   * Finds the rows that are in margins.
   *
   * @param pixels of order 29, ascending
   */
  void find(long[] pixels, int rows, Consumer consumer) {
    if (rows == 0) {
      return;
    }
    int shift = 2 * (Healpix.MAX_ORDER - order);
    int index = lowerBound(cells, cells.length, pixels[0] >>> shift);
    long last = pixels[rows - 1] >>> shift;
    for (; index < cells.length && cells[index] <= last; index++) {
      HealpixRange range = Healpix.range(order, cells[index]);
      int low = lowerBound(pixels, rows, range.first());
      int high = lowerBound(pixels, rows, range.last() + 1);
      HatsPixel target = targets.get(targetOfCell[index]);
      if (target.order() > order) {
        int ownLow = Math.max(low, lowerBound(pixels, rows, target.range().first()));
        int ownHigh = Math.min(high, lowerBound(pixels, rows, target.range().last() + 1));
        if (ownLow < ownHigh) {
          tell(consumer, targetOfCell[index], low, ownLow);
          low = ownHigh;
        }
      }
      tell(consumer, targetOfCell[index], low, high);
    }
  }

  private static void tell(Consumer consumer, int target, int low, int high) {
    if (low < high) {
      consumer.accept(target, low, high);
    }
  }

  private static int lowerBound(long[] sorted, int size, long key) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a cell overlaps a partition. */
  private static final class Coverage implements LongPredicate {
    private final long[] lasts;
    private final long[] firsts;
    private final int order;

    Coverage(List<HatsPixel> partitions, int order) {
      this.order = order;
      this.firsts = partitions.stream().mapToLong(pixel -> pixel.range().first()).toArray();
      this.lasts = partitions.stream().mapToLong(pixel -> pixel.range().last()).toArray();
    }

    @Override
    public boolean test(long cell) {
      HealpixRange range = Healpix.range(order, cell);
      int index = lowerBound(lasts, lasts.length, range.first());
      return index < firsts.length && firsts[index] <= range.last();
    }
  }
}
