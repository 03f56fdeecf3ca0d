package org.almagest.backend;

/**
 * How far an execution has come.
 *
 * @param partsDone partitions or tasks that are done
 * @param parts partitions or tasks in all; 0 while it is not known
 */
public record Progress(long partsDone, long parts) {

  /** The progress of which nothing is known yet. */
  public static final Progress UNKNOWN = new Progress(0, 0);
}
