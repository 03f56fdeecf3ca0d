package org.almagest.api.job;

/**
 * How far a job has come.
 *
 * @param partsDone partitions or tasks that are done
 * @param parts partitions or tasks in all; 0 while it is not known
 * @param rows rows that were handed out
 */
public record JobProgress(long partsDone, long parts, long rows) {
  /** The progress of which nothing is known yet. */
  public static final JobProgress NONE = new JobProgress(0, 0, 0);
}
