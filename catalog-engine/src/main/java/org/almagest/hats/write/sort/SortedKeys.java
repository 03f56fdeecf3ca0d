package org.almagest.hats.write.sort;

import java.util.Arrays;

/**
 * Keys in ascending order, and where each was: a stable radix sort that looks only at digits that
 * differ.
 *
 * @param keys as many as there are rows
 * @param rows the row that each key came from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
public record SortedKeys(long[] keys, int[] rows) {

  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  /** So many bits tell nearly all keys of a block apart. */
  private static final int BITS_AT_ONCE = 3 * BITS;

  /** A run no longer than this is sorted by insertion. */
  private static final int SHORT = 24;

  /** Sorts the first keys of an array, which is kept. */
  public static SortedKeys of(long[] unsorted, int count) {
    int[] rows = new int[count];
    for (int row = 0; row < count; row++) {
      rows[row] = row;
    }
    return sorted(Arrays.copyOf(unsorted, count), rows);
  }

  /** Sorts some keys of an array, which is kept. */
  public static SortedKeys of(long[] unsorted, int[] picked) {
    long[] keys = new long[picked.length];
    for (int row = 0; row < picked.length; row++) {
      keys[row] = unsorted[picked[row]];
    }
    return sorted(keys, picked.clone());
  }

  private static SortedKeys sorted(long[] keys, int[] rows) {
    new Sorting(keys, rows).sort(0, keys.length);
    return new SortedKeys(keys, rows);
  }

  /** Sorts in place, by the leading bits that differ, then each run that is equal in them. */
  private static final class Sorting {
    private final long[] keys;
    private final int[] rows;
    private long[] otherKeys = {};
    private int[] otherRows = {};
    private final int[] starts = new int[DIGITS];

    Sorting(long[] keys, int[] rows) {
      this.keys = keys;
      this.rows = rows;
    }

    void sort(int from, int to) {
      long or = 0;
      long and = -1;
      boolean sorted = true;
      for (int row = from; row < to; row++) {
        or |= keys[row];
        and &= keys[row];
        sorted &= row == from || keys[row - 1] <= keys[row];
      }
      if (sorted) {
        return;
      }
      if (to - from <= SHORT) {
        insert(from, to);
        return;
      }
      long differing = or ^ and;
      int end = Long.SIZE - Long.numberOfLeadingZeros(differing);
      int begin = Math.max(Long.numberOfTrailingZeros(differing), end - BITS_AT_ONCE);
      byLeadingBits(from, to, begin, end);
      if ((differing & ((1L << begin) - 1)) != 0) {
        for (int first = from; first < to; ) {
          int next = first + 1;
          while (next < to && keys[next] >>> begin == keys[first] >>> begin) {
            next++;
          }
          if (next - first > 1) {
            sort(first, next);
          }
          first = next;
        }
      }
    }

    private void byLeadingBits(int from, int to, int begin, int end) {
      int count = to - from;
      if (otherKeys.length < count) {
        otherKeys = new long[count];
        otherRows = new int[count];
      }
      boolean there = false;
      for (int shift = begin; shift < end; shift += BITS) {
        if (there) {
          pass(otherKeys, otherRows, 0, count, shift, keys, rows, from);
        } else {
          pass(keys, rows, from, count, shift, otherKeys, otherRows, 0);
        }
        there = !there;
      }
      if (there) {
        System.arraycopy(otherKeys, 0, keys, from, count);
        System.arraycopy(otherRows, 0, rows, from, count);
      }
    }

    private void pass(
        long[] fromKeys,
        int[] fromRows,
        int from,
        int count,
        int shift,
        long[] toKeys,
        int[] toRows,
        int to) {
      Arrays.fill(starts, 0);
      for (int row = from; row < from + count; row++) {
        starts[digit(fromKeys[row], shift)]++;
      }
      int sum = to;
      for (int digit = 0; digit < DIGITS; digit++) {
        int next = sum + starts[digit];
        starts[digit] = sum;
        sum = next;
      }
      for (int row = from; row < from + count; row++) {
        int target = starts[digit(fromKeys[row], shift)]++;
        toKeys[target] = fromKeys[row];
        toRows[target] = fromRows[row];
      }
    }

    private void insert(int from, int to) {
      for (int row = from + 1; row < to; row++) {
        long key = keys[row];
        int its = rows[row];
        int at = row;
        while (at > from && keys[at - 1] > key) {
          keys[at] = keys[at - 1];
          rows[at] = rows[at - 1];
          at--;
        }
        keys[at] = key;
        rows[at] = its;
      }
    }

    /** Negative keys come first. */
    private static int digit(long key, int shift) {
      return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1);
    }
  }
}
