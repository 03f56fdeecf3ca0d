package org.almagest.sky.healpix;

import java.util.Arrays;

/** What lies beside a HEALPix cell, across the edges of base cells too. */
final class HealpixNeighbors {

  /** Up to here a ring fits in an array. */
  static final int MAX_DELTA = 24;

  private static final int NORTH = 0;
  private static final int EQUATOR = 1;

  /** The steps (along the south-east edge, along the south-west edge) of the neighbours 0 to 8. */
  private static final int[][] STEPS = {
    {0, 0}, {-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}
  };

  private HealpixNeighbors() {}

  /** See {@link Healpix#neighbor}. */
  static long of(int order, long cell, int k) {
    long within = cell & ((1L << (2 * order)) - 1);
    long i = ZOrder.even(within) + STEPS[k][0];
    long j = ZOrder.odd(within) + STEPS[k][1];
    return placed(order, (int) (cell >>> (2 * order)), i, j);
  }

  /** See {@link Healpix#neighbors}. */
  static long[] all(int order, long cell) {
    long[] found = new long[8];
    int count = 0;
    for (int k = 1; k <= 8; k++) {
      long neighbor = of(order, cell, k);
      if (neighbor >= 0) {
        found[count++] = neighbor;
      }
    }
    return count == 8 ? found : Arrays.copyOf(found, count);
  }

  /** See {@link Healpix#externalEdges}. */
  static long[] ring(int order, long cell, int deltaOrder) {
    int deep = order + deltaOrder;
    int base = (int) (cell >>> (2 * order));
    long within = cell & ((1L << (2 * order)) - 1);
    long side = 1L << deltaOrder;
    long i = ZOrder.even(within) << deltaOrder;
    long j = ZOrder.odd(within) << deltaOrder;
    long[] ring = new long[(int) (4 * side + 4)];
    int count = 0;
    for (long step = 0; step < side; step++) {
      ring[count++] = placed(deep, base, i + step, j - 1);
      ring[count++] = placed(deep, base, i + step, j + side);
      ring[count++] = placed(deep, base, i - 1, j + step);
      ring[count++] = placed(deep, base, i + side, j + step);
    }
    for (int corner = 0; corner < 4; corner++) {
      long besideI = (corner & 1) == 0 ? i - 1 : i + side;
      long besideJ = (corner & 2) == 0 ? j - 1 : j + side;
      long touching = placed(deep, base, besideI, besideJ);
      if (touching >= 0) {
        ring[count++] = touching;
      }
    }
    long[] sorted = Arrays.copyOf(ring, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The cell of a base cell's coordinates, which may be one step outside it. */
  private static long placed(int order, int base, long i, long j) {
    long side = 1L << order;
    int column = base & 3;
    int row = base >> 2;
    boolean outI = i < 0 || i >= side;
    boolean outJ = j < 0 || j >= side;
    if (!outI && !outJ) {
      return cell(order, base, i, j);
    }
    if (outI && outJ) {
      return acrossCorner(order, row, column, i < 0, j < 0);
    }
    long last = side - 1;
    if (row == NORTH) {
      if (i >= side) {
        return cell(order, next(column), j, last);
      }
      if (j >= side) {
        return cell(order, previous(column), last, i);
      }
      return i < 0 ? cell(order, 4 + column, last, j) : cell(order, 4 + next(column), i, last);
    }
    if (row == EQUATOR) {
      if (i >= side) {
        return cell(order, column, 0, j);
      }
      if (j >= side) {
        return cell(order, previous(column), i, 0);
      }
      return i < 0 ? cell(order, 8 + previous(column), last, j) : cell(order, 8 + column, i, last);
    }
    if (i >= side) {
      return cell(order, 4 + next(column), 0, j);
    }
    if (j >= side) {
      return cell(order, 4 + column, i, 0);
    }
    return i < 0 ? cell(order, 8 + previous(column), j, 0) : cell(order, 8 + next(column), 0, i);
  }

  private static long acrossCorner(
      int order, int row, int column, boolean westward, boolean eastward) {
    long last = (1L << order) - 1;
    boolean south = westward && eastward;
    boolean north = !westward && !eastward;
    int opposite = (column + 2) & 3;
    if (row == NORTH) {
      if (north) {
        return cell(order, opposite, last, last);
      }
      return south ? cell(order, 8 + column, last, last) : -1;
    }
    if (row == EQUATOR) {
      if (north || south) {
        return -1;
      }
      return eastward
          ? cell(order, 4 + next(column), 0, last)
          : cell(order, 4 + previous(column), last, 0);
    }
    if (north) {
      return cell(order, column, 0, 0);
    }
    return south ? cell(order, 8 + opposite, 0, 0) : -1;
  }

  private static int next(int column) {
    return (column + 1) & 3;
  }

  private static int previous(int column) {
    return (column + 3) & 3;
  }

  private static long cell(int order, int base, long i, long j) {
    return ((long) base << (2 * order)) | ZOrder.joined(i, j);
  }
}
