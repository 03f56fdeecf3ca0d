package org.almagest.api.job;

/** The phases of a job (UWS 1.1, section 2.1.3). */
public enum Phase {
  /** Accepted; waits for its user to start it. */
  PENDING,
  /** Waits for a worker. */
  QUEUED,
  /** A worker runs it. */
  EXECUTING,
  /** The job's result is there. */
  COMPLETED,
  /** The job failed. */
  ERROR,
  /** The job's user, or the operator, stopped it. */
  ABORTED,
  /** Not known: no job of this service has this phase. */
  UNKNOWN,
  /** Waits for its user to start it again. */
  HELD,
  /** Waits for a resource: no job of this service has this phase. */
  SUSPENDED,
  /** Its destruction time has passed: what is left is the record of it. */
  ARCHIVED;

  /** Whether the job will change by itself, or may still be started. */
  public boolean isActive() {
    return switch (this) {
      case PENDING, QUEUED, EXECUTING, HELD, SUSPENDED -> true;
      case COMPLETED, ERROR, ABORTED, UNKNOWN, ARCHIVED -> false;
    };
  }

  /** Whether a request may be held until the phase changes (UWS 1.1, section 2.2.1.2). */
  boolean isWaitedFor() {
    return this == PENDING || this == QUEUED || this == EXECUTING;
  }
}
