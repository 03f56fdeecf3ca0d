package org.almagest.hats.write;

import java.util.Arrays;

/**
 * Keys in ascending order, and where each was: a stable radix sort that looks only at digits that
 * differ.
 *
 * @param keys as many as there are rows
 * @param rows the row that each key came from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
record SortedKeys(long[] keys, int[] rows) {

  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  /** Sorts the first keys of an array, which is kept. */
  static SortedKeys of(long[] unsorted, int count) {
    int[] rows = new int[count];
    for (int row = 0; row < count; row++) {
      rows[row] = row;
    }
    return of(unsorted, rows);
  }

  /** Sorts some keys of an array, which is kept. */
  static SortedKeys of(long[] unsorted, int[] picked) {
    int count = picked.length;
    long[] keys = new long[count];
    int[] rows = picked.clone();
    long or = 0;
    long and = -1;
    boolean sorted = true;
    for (int row = 0; row < count; row++) {
      keys[row] = unsorted[picked[row]];
      or |= keys[row];
      and &= keys[row];
      sorted &= row == 0 || keys[row - 1] <= keys[row];
    }
    if (sorted) {
      return new SortedKeys(keys, rows);
    }
    long differing = or ^ and;
    long[] otherKeys = new long[count];
    int[] otherRows = new int[count];
    int[] starts = new int[DIGITS];
    int shift = Long.numberOfTrailingZeros(differing);
    while (shift < Long.SIZE && differing >>> shift != 0) {
      pass(keys, rows, otherKeys, otherRows, starts, shift);
      long[] swappedKeys = keys;
      keys = otherKeys;
      otherKeys = swappedKeys;
      int[] swappedRows = rows;
      rows = otherRows;
      otherRows = swappedRows;
      shift += BITS;
    }
    return new SortedKeys(keys, rows);
  }

  private static void pass(
      long[] keys, int[] rows, long[] toKeys, int[] toRows, int[] starts, int shift) {
    Arrays.fill(starts, 0);
    for (long key : keys) {
      starts[digit(key, shift)]++;
    }
    int sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = starts[digit];
      starts[digit] = sum;
      sum += count;
    }
    for (int row = 0; row < keys.length; row++) {
      int target = starts[digit(keys[row], shift)]++;
      toKeys[target] = keys[row];
      toRows[target] = rows[row];
    }
  }

  /** Negative keys come first. */
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1);
  }
}
