package org.almagest.ingest;

/**
 * How large a partition may become.
 *
 * @param rows rows at most
 * @param bytes bytes at most, as estimated from the whole table
 */
public record PartitionLimits(long rows, long bytes) {

  /** One million rows, 512 MiB. */
  public static final PartitionLimits DEFAULT = new PartitionLimits(1_000_000, 512L << 20);

  /** Checks that there is room for a row. */
  public PartitionLimits {
    if (rows < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "A partition must have room for at least one row: give limits above 0");
    }
  }
}
