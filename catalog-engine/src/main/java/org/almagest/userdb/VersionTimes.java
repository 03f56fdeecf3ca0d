package org.almagest.userdb;

import java.time.Duration;

/**
 * How long versions of tables stay that are no table any more.
 *
 * @param lease how long a process may be silent before a sweep finds it so; what it holds is let go
 *     if it stays silent for as long again
 * @param idle how long a process goes on holding what nobody in it reads any more, so that the next
 *     to read it need not ask
 * @param grace how long a version that is over, or was begun, is left alone even if nobody holds it
 *     yet: from the moment that a query finds its tables to the moment that it holds them
 */
public record VersionTimes(Duration lease, Duration idle, Duration grace) {

  /** For a service with the default settings. */
  public static final VersionTimes USUAL = of(Duration.ofSeconds(15), Duration.ofMinutes(1));

  /** Checks the ranges. */
  public VersionTimes {
    if (lease.isZero() || lease.isNegative() || idle.isNegative() || grace.isNegative()) {
      throw new IllegalArgumentException("Not the times of versions: " + lease + ", " + idle);
    }
  }

  /** For a service whose jobs have that lease and which sweeps so often. */
  public static VersionTimes of(Duration jobLease, Duration sweepInterval) {
    return new VersionTimes(jobLease.multipliedBy(2), jobLease, sweepInterval);
  }

  /** How often a process says that it lives. */
  Duration renewal() {
    return lease.dividedBy(6);
  }
}
