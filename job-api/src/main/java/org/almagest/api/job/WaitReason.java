package org.almagest.api.job;

import java.util.Locale;

/**
 * Why a job is QUEUED.
 *
 * @param running how many jobs run of those that count
 * @param limit how many of them may; 0 where the number of workers is the limit
 */
public record WaitReason(Limit held, String userClass, Lane lane, long running, int limit) {

  /** What it waits for. */
  public enum Limit {
    /** Its user has as many jobs as one user may have. */
    USER,
    /** The users of its class have as many as they may have together. */
    CLASS,
    /** No limit, but a worker that is free. */
    WORKER
  }

  /** For the user. */
  public String text() {
    String jobs = lane.name().toLowerCase(Locale.ROOT) + " jobs";
    return switch (held) {
      case USER -> running + " " + jobs + " of yours run, and the limit is " + limit;
      case CLASS ->
          running
              + " "
              + jobs
              + " of users of the class ["
              + userClass
              + "] run, and the limit is "
              + limit;
      case WORKER -> "A worker takes it as soon as one is free; " + running + " " + jobs + " run";
    };
  }
}
