package org.almagest.sky.moc;

import java.util.Arrays;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;
import org.almagest.sky.healpix.HealpixRange;

/** Gathers cells and ranges, in any sequence and overlapping as they may, into a {@link Moc}. */
public final class MocBuilder {

  private final int order;
  private long[] firsts = new long[16];
  private long[] ends = new long[16];
  private int size;

  MocBuilder(int order) {
    this.order = Healpix.checkedOrder(order);
  }

  /**
   * Adds a cell.
   *
   * @param cellOrder at most the order of the MOC
   */
  public MocBuilder add(int cellOrder, long cell) {
    Healpix.checkedCell(cellOrder, cell);
    if (cellOrder > order) {
      throw new IllegalArgumentException(
          "Cell [%d/%d] is deeper than order %d of the MOC".formatted(cellOrder, cell, order));
    }
    int shift = Moc.shift(cellOrder);
    return append(cell << shift, (cell + 1) << shift);
  }

  /** Adds a cell, whose order is at most that of the MOC. */
  public MocBuilder add(HealpixCell cell) {
    return add(cell.order(), cell.cell());
  }

  /** Adds all cells of the MOC's order that a range of order-29 pixels has a part in. */
  public MocBuilder add(HealpixRange range) {
    if (range.last() >= Moc.PIXELS) {
      throw new IllegalArgumentException(
          "Pixel [" + range.last() + "] is not one of order 29, the last is " + (Moc.PIXELS - 1));
    }
    int shift = Moc.shift(order);
    return append((range.first() >>> shift) << shift, ((range.last() >>> shift) + 1) << shift);
  }

  /** The MOC of all that was added. */
  public Moc build() {
    return new Moc(order, bounds());
  }

  /** Adds pixels that are whole cells of the order. */
  public MocBuilder append(long first, long end) {
    if (size > 0 && ends[size - 1] == first) {
      ends[size - 1] = end;
      return this;
    }
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    firsts[size] = first;
    ends[size++] = end;
    return this;
  }

  /** How many ranges are held, adjoining ones as one where they came one after the other. */
  public int size() {
    return size;
  }

  /** Where a depth of cover, counted over starts and ends each in ascending order, leaves 0. */
  private long[] bounds() {
    long[] starts = Arrays.copyOf(firsts, size);
    long[] stops = Arrays.copyOf(ends, size);
    Arrays.sort(starts);
    Arrays.sort(stops);
    long[] bounds = new long[2 * size];
    int count = 0;
    int depth = 0;
    int stop = 0;
    for (long start : starts) {
      while (stop < size && stops[stop] < start) {
        depth--;
        if (depth == 0) {
          bounds[count++] = stops[stop];
        }
        stop++;
      }
      if (depth == 0) {
        bounds[count++] = start;
      }
      depth++;
    }
    if (size > 0) {
      bounds[count++] = stops[size - 1];
    }
    return Arrays.copyOf(bounds, count);
  }
}
