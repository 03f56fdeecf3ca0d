package org.almagest.hats.write.nested;

/** The row of a partition as one number, which sorts by partition and row. */
public final class NestedRow {

  private static final int ROW_BITS = 34;

  private NestedRow() {}

  /**
   * The number of a row.
   *
   * @param partition the number of its partition
   * @param row from 0, counted through all files of the partition
   */
  public static long key(int partition, long row) {
    if (row >>> ROW_BITS != 0 || partition >= 1 << (Long.SIZE - 1 - ROW_BITS)) {
      throw new IllegalArgumentException(
          "Row " + row + " of partition " + partition + " is beyond what is numbered");
    }
    return ((long) partition << ROW_BITS) | row;
  }

  static long row(long key) {
    return key & ((1L << ROW_BITS) - 1);
  }

  static int partition(long key) {
    return (int) (key >>> ROW_BITS);
  }
}
