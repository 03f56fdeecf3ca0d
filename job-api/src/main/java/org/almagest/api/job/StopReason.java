package org.almagest.api.job;

/** Why a job is stopped before its end. */
public enum StopReason {
  /** Another worker has it, or it was aborted or deleted. */
  LEASE_LOST,
  /** Nobody waits for its rows any more. */
  CALLER_GONE,
  /** Its time is over. */
  TIME_LIMIT,
  /** This process stops. */
  SHUTDOWN
}
