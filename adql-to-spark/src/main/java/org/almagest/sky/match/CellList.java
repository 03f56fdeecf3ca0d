package org.almagest.sky.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points sorted into the cells of a grid; a cell with many more points than the others has a grid
 * of its own, so that a dense clump costs no more than an even sky.
 */
final class CellList {

  private static final int POINTS_PER_CELL = 2;
  private static final int CROWDED = 64;
  private static final int DEEPEST = 12;

  private final Vectors points;
  private final int[] rows;
  private final double minU;
  private final double minV;
  private final double perCell;
  private final int width;
  private final int height;

  /** Where the points of each cell begin. */
  private final int[] starts;

  private @Nullable Map<Integer, CellList> crowded;

  /** All points of the vectors, which are left as they are. */
  static CellList of(Vectors points, double chord) {
    int[] rows = new int[points.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    Vectors copy = new Vectors(points.size());
    System.arraycopy(points.u, 0, copy.u, 0, points.size());
    System.arraycopy(points.v, 0, copy.v, 0, points.size());
    System.arraycopy(points.w, 0, copy.w, 0, points.size());
    return new CellList(copy, rows, 0, points.size(), chord, 0);
  }

  /** Sorts the points of a range by their cells. */
  private CellList(Vectors points, int[] rows, int from, int to, double chord, int depth) {
    this.points = points;
    this.rows = rows;
    double lowU = Double.POSITIVE_INFINITY;
    double lowV = Double.POSITIVE_INFINITY;
    double highU = Double.NEGATIVE_INFINITY;
    double highV = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      // Comparisons leave NaN out.
      lowU = points.u[i] < lowU ? points.u[i] : lowU;
      highU = points.u[i] > highU ? points.u[i] : highU;
      lowV = points.v[i] < lowV ? points.v[i] : lowV;
      highV = points.v[i] > highV ? points.v[i] : highV;
    }
    boolean any = lowU <= highU && lowV <= highV;
    minU = any ? lowU : 0;
    minV = any ? lowV : 0;
    double extentU = any ? highU - lowU : 0;
    double extentV = any ? highV - lowV : 0;
    double even = Math.sqrt(extentU * extentV * POINTS_PER_CELL / Math.max(1, to - from));
    double line = Math.max(extentU, extentV) * POINTS_PER_CELL / Math.max(1, to - from);
    double cell = Math.max(Math.max(chord, Double.MIN_NORMAL), Math.max(even, line));
    perCell = 1 / cell;
    width = (int) (extentU * perCell) + 1;
    height = (int) (extentV * perCell) + 1;
    starts = new int[width * height + 1];
    sort(from, to);
    if (width * height > 1 && depth < DEEPEST) {
      divideCrowded(chord, depth);
    }
  }

  private void sort(int from, int to) {
    int count = to - from;
    int[] cells = new int[count];
    for (int i = 0; i < count; i++) {
      int cell = row(points.v[from + i]) * width + column(points.u[from + i]);
      cells[i] = cell;
      starts[cell + 1]++;
    }
    starts[0] = from;
    for (int cell = 0; cell < width * height; cell++) {
      starts[cell + 1] += starts[cell];
    }
    double[] u = Arrays.copyOfRange(points.u, from, to);
    double[] v = Arrays.copyOfRange(points.v, from, to);
    double[] w = Arrays.copyOfRange(points.w, from, to);
    int[] unsorted = Arrays.copyOfRange(rows, from, to);
    int[] next = Arrays.copyOf(starts, width * height);
    for (int i = 0; i < count; i++) {
      int at = next[cells[i]]++;
      points.u[at] = u[i];
      points.v[at] = v[i];
      points.w[at] = w[i];
      rows[at] = unsorted[i];
    }
  }

  private void divideCrowded(double chord, int depth) {
    if (perCell * chord >= 1) {
      return;
    }
    for (int cell = 0; cell < width * height; cell++) {
      if (starts[cell + 1] - starts[cell] > CROWDED) {
        if (crowded == null) {
          crowded = new HashMap<>();
        }
        crowded.put(
            cell, new CellList(points, rows, starts[cell], starts[cell + 1], chord, depth + 1));
      }
    }
  }

  /** Hands on each point whose squared chord from a position is at most {@code squared}. */
  void near(double u, double v, double w, double chord, double squared, Candidates found) {
    double left = (u - chord - minU) * perCell;
    double right = (u + chord - minU) * perCell;
    double low = (v - chord - minV) * perCell;
    double high = (v + chord - minV) * perCell;
    // Also false for NaN.
    if (!(right >= 0 && high >= 0 && left < width && low < height)) {
      return;
    }
    int first = left <= 0 ? 0 : (int) left;
    int last = Math.min(width - 1, (int) right);
    int bottom = low <= 0 ? 0 : (int) low;
    int top = Math.min(height - 1, (int) high);
    for (int row = bottom; row <= top; row++) {
      if (crowded == null) {
        scan(starts[row * width + first], starts[row * width + last + 1], u, v, w, squared, found);
      } else {
        for (int cell = row * width + first; cell <= row * width + last; cell++) {
          CellList inner = crowded.get(cell);
          if (inner == null) {
            scan(starts[cell], starts[cell + 1], u, v, w, squared, found);
          } else {
            inner.near(u, v, w, chord, squared, found);
          }
        }
      }
    }
  }

  private void scan(
      int from, int to, double u, double v, double w, double squared, Candidates found) {
    for (int i = from; i < to; i++) {
      double du = points.u[i] - u;
      double dv = points.v[i] - v;
      double dw = points.w[i] - w;
      double distance = du * du + dv * dv + dw * dw;
      if (distance <= squared) {
        found.add(rows[i], distance);
      }
    }
  }

  private int column(double u) {
    return Math.max(0, Math.min(width - 1, (int) ((u - minU) * perCell)));
  }

  private int row(double v) {
    return Math.max(0, Math.min(height - 1, (int) ((v - minV) * perCell)));
  }
}
