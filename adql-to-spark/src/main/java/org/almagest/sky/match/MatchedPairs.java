package org.almagest.sky.match;

import java.util.Arrays;
import org.almagest.sky.Separation;

/**
 * Pairs of rows, by left row; the partners of one left row from the nearest on, of equally near
 * ones the lower row first.
 */
public final class MatchedPairs {

  private static final double SERIES_BELOW = 0.01;

  private int size;
  private int[] left;
  private int[] right;
  private double[] separationDeg;

  MatchedPairs(int expected) {
    this.left = new int[expected];
    this.right = new int[expected];
    this.separationDeg = new double[expected];
  }

  /** How many pairs there are. */
  public int size() {
    return size;
  }

  /** The left row of each pair: the array itself, which may be longer. */
  public int[] left() {
    return left;
  }

  /** The right row of each pair: the array itself, which may be longer. */
  public int[] right() {
    return right;
  }

  /** The separation of each pair [deg]: the array itself, which may be longer. */
  public double[] separationDeg() {
    return separationDeg;
  }

  /** The left rows from {@code from} until {@code to} that are in no pair, rising. */
  public int[] unmatchedLeft(int from, int to) {
    int[] unmatched = new int[to - from];
    int count = 0;
    int pair = 0;
    for (int row = from; row < to; row++) {
      if (pair < size && left[pair] == row) {
        while (pair < size && left[pair] == row) {
          pair++;
        }
      } else {
        unmatched[count++] = row;
      }
    }
    return Arrays.copyOf(unmatched, count);
  }

  /** The square of the chord is kept until {@link #finish} makes it an angle. */
  void add(int leftRow, int rightRow, double squaredChord) {
    if (size == left.length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(64, size + (size >> 1)));
      if (longer <= size) {
        throw new IllegalStateException(
            "More than 2,147,483,631 pairs in one part of the sky: use a smaller radius");
      }
      left = Arrays.copyOf(left, longer);
      right = Arrays.copyOf(right, longer);
      separationDeg = Arrays.copyOf(separationDeg, longer);
    }
    left[size] = leftRow;
    right[size] = rightRow;
    separationDeg[size] = squaredChord;
    size++;
  }

  MatchedPairs finish(Positions lefts, Positions rights) {
    for (int i = 0; i < size; i++) {
      double half = Math.sqrt(separationDeg[i]) / 2;
      double square = half * half;
      separationDeg[i] =
          Math.toDegrees(
              2 * half * (1 + square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336)))));
      if (!(half < SERIES_BELOW)) {
        separationDeg[i] = exactly(half, lefts, left[i], rights, right[i]);
      }
    }
    return this;
  }

  private static double exactly(double half, Positions lefts, int l, Positions rights, int r) {
    // The chord tells little about angles near 180 degrees.
    return half < 0.7
        ? Math.toDegrees(2 * Math.asin(half))
        : Separation.degrees(lefts.raDeg(l), lefts.decDeg(l), rights.raDeg(r), rights.decDeg(r));
  }
}
