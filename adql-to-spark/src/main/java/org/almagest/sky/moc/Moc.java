package org.almagest.sky.moc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;
import org.almagest.sky.healpix.HealpixRange;

/**
 * A part of the sky as a set of HEALPix cells of one order (IVOA MOC 2.0, the spatial dimension),
 * kept as ranges of order-29 pixels in ascending order, none adjoining the next.
 *
 * <p>A MOC of order k is a set of whole cells of that order; what two MOCs make has the deeper of
 * both orders. MOCs are equal if they cover the same and have the same order.
 */
public final class Moc {

  static final long PIXELS = Healpix.cells(Healpix.MAX_ORDER);

  private final int order;

  /** First pixel and the one after the last, of each range in turn. */
  private final long[] bounds;

  Moc(int order, long[] bounds) {
    this.order = order;
    this.bounds = bounds;
  }

  /** No part of the sky. */
  public static Moc empty(int order) {
    return new Moc(Healpix.checkedOrder(order), new long[0]);
  }

  /** The whole sky. */
  public static Moc allSky(int order) {
    return new Moc(Healpix.checkedOrder(order), new long[] {0, PIXELS});
  }

  /** Some cells of one order, in any sequence. */
  public static Moc ofCells(int order, long... cells) {
    MocBuilder builder = builder(order);
    for (long cell : cells) {
      builder.add(order, cell);
    }
    return builder.build();
  }

  /** All cells of an order that ranges of order-29 pixels have a part in. */
  public static Moc ofRanges(int order, List<HealpixRange> ranges) {
    MocBuilder builder = builder(order);
    for (HealpixRange range : ranges) {
      builder.add(range);
    }
    return builder.build();
  }

  /** Collects cells of several orders. */
  public static MocBuilder builder(int order) {
    return new MocBuilder(order);
  }

  /** The order of the smallest cells that this may be made of. */
  public int order() {
    return order;
  }

  /** Whether this covers nothing. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many ranges of order-29 pixels this is. */
  public int rangeCount() {
    return bounds.length / 2;
  }

  /** The ranges of order-29 pixels, in ascending order. */
  public List<HealpixRange> ranges() {
    List<HealpixRange> ranges = new ArrayList<>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.add(new HealpixRange(bounds[i], bounds[i + 1] - 1));
    }
    return List.copyOf(ranges);
  }

  /**
   * The ranges as numbers, in ascending order: the first order-29 pixel of a range, then the first
   * one after it.
   */
  public long[] bounds() {
    return bounds.clone();
  }

  /** The largest cells that make up this, in the sequence of their pixels. */
  public List<HealpixCell> cells() {
    List<HealpixCell> cells = new ArrayList<>();
    MocCells.of(bounds, (cellOrder, cell) -> cells.add(new HealpixCell(cellOrder, cell)));
    return List.copyOf(cells);
  }

  /** The largest cells that make up this as NUNIQ numbers in ascending order. */
  public long[] uniq() {
    return MocCells.uniq(bounds);
  }

  /**
   * How many cells of an order, which must not be above this one's, are covered at least in part.
   */
  public long cellCount(int cellOrder) {
    long count = 0;
    long[] whole = degraded(cellOrder).bounds;
    for (int i = 0; i < whole.length; i += 2) {
      count += (whole[i + 1] - whole[i]) >>> shift(cellOrder);
    }
    return count;
  }

  /** The share of the sky that is covered, 0 to 1. */
  public double skyFraction() {
    return (double) cellCount(order) / Healpix.cells(order);
  }

  /** Whether the cell of a position is covered [deg]. */
  public boolean contains(double raDeg, double decDeg) {
    return containsPixel(Healpix.cell(Healpix.MAX_ORDER, raDeg, decDeg));
  }

  /** Whether an order-29 pixel is covered. */
  public boolean containsPixel(long pixel) {
    return (boundsUpTo(pixel) & 1) == 1;
  }

  /** Whether a cell is wholly covered. */
  public boolean containsCell(int cellOrder, long cell) {
    return contains(Healpix.range(cellOrder, cell));
  }

  /** Whether a range of order-29 pixels is wholly covered. */
  public boolean contains(HealpixRange range) {
    int before = boundsUpTo(range.first());
    return (before & 1) == 1 && bounds[before] > range.last();
  }

  /** Whether another MOC is wholly covered. */
  public boolean contains(Moc other) {
    return other.difference(this).isEmpty();
  }

  /** Whether a part of a range of order-29 pixels is covered. */
  public boolean intersects(HealpixRange range) {
    int before = boundsUpTo(range.first());
    return (before & 1) == 1 || (before < bounds.length && bounds[before] <= range.last());
  }

  /** Whether this and another MOC have a cell in common. */
  public boolean intersects(Moc other) {
    return !intersection(other).isEmpty();
  }

  /** What this or another covers. */
  public Moc union(Moc other) {
    return combined(other, Operation.UNION);
  }

  /** What both this and another cover. */
  public Moc intersection(Moc other) {
    return combined(other, Operation.INTERSECTION);
  }

  /** What this covers and another does not. */
  public Moc difference(Moc other) {
    return combined(other, Operation.DIFFERENCE);
  }

  /** What this does not cover. */
  public Moc complement() {
    return allSky(order).difference(this);
  }

  /**
   * All cells of a lower order that this covers at least in part; itself if the order is deeper.
   */
  public Moc degraded(int toOrder) {
    int shift = shift(Healpix.checkedOrder(toOrder));
    if (toOrder >= order) {
      return this;
    }
    long[] wide = new long[bounds.length];
    int count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      long first = (bounds[i] >>> shift) << shift;
      long end = (((bounds[i + 1] - 1) >>> shift) + 1) << shift;
      if (count > 0 && wide[count - 1] >= first) {
        wide[count - 1] = end;
      } else {
        wide[count++] = first;
        wide[count++] = end;
      }
    }
    return new Moc(toOrder, Arrays.copyOf(wide, count));
  }

  /**
   * All cells of an order that this covers at least in part, and all that share an edge or a corner
   * with one of these.
   */
  public Moc dilated(int byOrder) {
    Moc inner = degraded(byOrder);
    MocBuilder builder = builder(byOrder);
    MocCells.of(
        inner.bounds,
        (cellOrder, cell) -> {
          builder.add(cellOrder, cell);
          for (long outer : Healpix.externalEdges(cellOrder, cell, byOrder - cellOrder)) {
            builder.add(byOrder, outer);
          }
        });
    return builder.build();
  }

  /** The same cells in a MOC of another order, of which they must be whole cells. */
  Moc ofOrder(int newOrder) {
    return new Moc(newOrder, bounds);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moc moc && order == moc.order && Arrays.equals(bounds, moc.bounds);
  }

  @Override
  public int hashCode() {
    return 31 * order + Arrays.hashCode(bounds);
  }

  /** The text form of MOC 2.0, or how many ranges there are if it would be long. */
  @Override
  public String toString() {
    return rangeCount() > 20
        ? "MOC of order " + order + " with " + rangeCount() + " ranges"
        : MocAscii.format(this);
  }

  /** The bits by which an order's cell numbers are shorter than those of order 29. */
  public static int shift(int order) {
    return 2 * (Healpix.MAX_ORDER - order);
  }

  /** How many bounds are at or before a pixel; odd if it is covered. */
  private int boundsUpTo(long pixel) {
    int found = Arrays.binarySearch(bounds, pixel);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private Moc combined(Moc other, Operation operation) {
    long[] theirs = other.bounds;
    long[] out = new long[bounds.length + theirs.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length || j < theirs.length) {
      long mine = i < bounds.length ? bounds[i] : Long.MAX_VALUE;
      long next = j < theirs.length ? Math.min(mine, theirs[j]) : mine;
      i += mine == next ? 1 : 0;
      j += j < theirs.length && theirs[j] == next ? 1 : 0;
      boolean covered = operation.covers((i & 1) == 1, (j & 1) == 1);
      if (covered != ((count & 1) == 1)) {
        out[count++] = next;
      }
    }
    return new Moc(Math.max(order, other.order), Arrays.copyOf(out, count));
  }

  private enum Operation {
    UNION,
    INTERSECTION,
    DIFFERENCE;

    boolean covers(boolean left, boolean right) {
      return switch (this) {
        case UNION -> left || right;
        case INTERSECTION -> left && right;
        case DIFFERENCE -> left && !right;
      };
    }
  }
}
