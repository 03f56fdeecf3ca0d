package org.almagest.hats.column;

/** How much of the heap decoded columns may take. */
public final class ColumnMemory {

  /** As many threads as there are processors may take a quarter of the heap together. */
  private static final int SHARE = 4;

  private static final long LEAST = 4L << 20;

  private ColumnMemory() {}

  /** About how many bytes one thread may have decoded at a time. */
  public static long ofThread() {
    Runtime runtime = Runtime.getRuntime();
    return Math.max(LEAST, runtime.maxMemory() / SHARE / runtime.availableProcessors());
  }

  /**
   * How many rows fit, of those that are handled at once where rows are narrow.
   *
   * @param bytes how many bytes there may be
   * @param bytesOfRow about how many a row has
   * @param least so many at least
   * @param most so many at most
   */
  public static int rows(long bytes, double bytesOfRow, int least, int most) {
    return (int) Math.max(least, Math.min(most, bytes / Math.max(1, bytesOfRow)));
  }
}
