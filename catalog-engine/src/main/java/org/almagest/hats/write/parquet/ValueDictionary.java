package org.almagest.hats.write.parquet;

import java.util.Arrays;
import org.almagest.hats.write.block.TextBlock;

/** The distinct values of a column chunk, and for each row which of them it has. */
final class ValueDictionary {

  /** A dictionary of more entries is no longer one that a reader has at hand. */
  private static final int MOST_ENTRIES = 1 << 14;

  /** After so many rows it shows whether values repeat. */
  private static final int SAMPLE = 2_048;

  private final int[] slots = new int[MOST_ENTRIES * 4];
  private final int[] entries = new int[MOST_ENTRIES];
  private int size;

  /** The rows, or indexes of bits, where each entry was seen first. */
  int[] entries() {
    return entries;
  }

  int size() {
    return size;
  }

  /** How many bits the number of an entry takes. */
  int bits() {
    return size <= 1 ? 1 : Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** Numbers the values; false if too few of them repeat. */
  boolean encode(long[] values, int count, int[] codes) {
    reset();
    int mask = slots.length - 1;
    for (int index = 0; index < count; index++) {
      long value = values[index];
      long mixed = value * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 40) & mask;
      int entry = slots[slot];
      while (entry != 0 && values[entries[entry - 1]] != value) {
        slot = (slot + 1) & mask;
        entry = slots[slot];
      }
      if (entry == 0) {
        if (isUseless(index)) {
          return false;
        }
        entries[size++] = index;
        entry = size;
        slots[slot] = entry;
      }
      codes[index] = entry - 1;
    }
    return true;
  }

  /** Numbers the texts of the rows that have one; false if too few of them repeat. */
  boolean encode(TextBlock block, int[] codes) {
    reset();
    int mask = slots.length - 1;
    int index = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (block.isNull(row)) {
        continue;
      }
      int slot = hash(block, row) & mask;
      int entry = slots[slot];
      while (entry != 0 && block.compare(entries[entry - 1], row) != 0) {
        slot = (slot + 1) & mask;
        entry = slots[slot];
      }
      if (entry == 0) {
        if (isUseless(index)) {
          return false;
        }
        entries[size++] = row;
        entry = size;
        slots[slot] = entry;
      }
      codes[index++] = entry - 1;
    }
    return true;
  }

  private static int hash(TextBlock block, int row) {
    byte[] bytes = block.utf8();
    int hash = 1;
    for (int index = block.start(row); index < block.end(row); index++) {
      hash = 31 * hash + bytes[index];
    }
    return hash ^ (hash >>> 15);
  }

  private boolean isUseless(int index) {
    return size == MOST_ENTRIES || (index >= SAMPLE && size > index / 2);
  }

  private void reset() {
    Arrays.fill(slots, 0);
    size = 0;
  }
}
