package org.almagest.ingest;

/**
 * How large a partition may become.
 *
 * @param rows rows at most
 * @param bytes bytes at most, as estimated from the whole table
 * @param order the order of the HEALPix cells that rows are counted by: no partition is smaller,
 *     unless such a cell alone has too many rows
 */
public record PartitionLimits(long rows, long bytes, int order) {

  /** Cells of a quarter of a degree. */
  public static final int DEFAULT_ORDER = 8;

  /** One million rows, 512 MiB. */
  public static final PartitionLimits DEFAULT =
      new PartitionLimits(1_000_000, 512L << 20, DEFAULT_ORDER);

  private static final int DEEPEST_ORDER = 12;

  /** Checks that there is room for a row. */
  public PartitionLimits {
    if (rows < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "A partition must have room for at least one row: give limits above 0");
    }
    if (order < 0 || order > DEEPEST_ORDER) {
      throw new IllegalArgumentException(
          "The order of partitions is 0 to " + DEEPEST_ORDER + ", not [" + order + "]");
    }
  }

  /**
   * How many rows a partition of a table has at most.
   *
   * @param tableBytes how many bytes the table takes
   * @param tableRows how many rows it has
   */
  long threshold(long tableBytes, long tableRows) {
    long bytesOfRow = Math.max(1, tableBytes / Math.max(1, tableRows));
    return Math.max(1, Math.min(rows, bytes / bytesOfRow));
  }

  /** Limits for counts by the cells of {@link #DEFAULT_ORDER}. */
  public PartitionLimits(long rows, long bytes) {
    this(rows, bytes, DEFAULT_ORDER);
  }
}
