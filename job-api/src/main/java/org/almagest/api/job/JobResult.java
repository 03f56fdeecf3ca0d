package org.almagest.api.job;

import org.almagest.api.result.ResultFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a completed job left.
 *
 * @param file the file in the job's folder, or null if the result went elsewhere
 * @param format the format of the file
 * @param table {@code mydb.name} if the result is a user table
 * @param bytes the size of the file, or of the table's files
 * @param overflow whether rows were cut
 */
public record JobResult(
    @Nullable String file,
    @Nullable ResultFormat format,
    @Nullable String table,
    long rows,
    long bytes,
    Overflow overflow) {

  /** Whether a result is whole. */
  public enum Overflow {
    /** The result has all rows. */
    NONE,
    /** MAXREC or a limit of the service cut rows. */
    CUT
  }

  static JobResult file(
      String name, ResultFormat format, long rows, long bytes, Overflow overflow) {
    return new JobResult(name, format, null, rows, bytes, overflow);
  }

  static JobResult table(String name, long rows, long bytes) {
    return new JobResult(null, null, name, rows, bytes, Overflow.NONE);
  }

  static JobResult streamed(ResultFormat format, long rows, Overflow overflow) {
    return new JobResult(null, format, null, rows, 0, overflow);
  }
}
