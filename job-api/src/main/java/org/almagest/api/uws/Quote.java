package org.almagest.api.uws;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.api.job.Job;
import org.almagest.api.job.Phase;
import org.almagest.api.limit.TimeRange;

/**
 * When a job will have ended, as far as the service knows (UWS 1.1, section 2.1.6): while it runs,
 * as its progress lets expect, and not later than its execution duration allows.
 */
final class Quote {

  private Quote() {}

  static Optional<Instant> of(Job job) {
    Instant now = Instant.now();
    return Stream.concat(
            job.timeLeft(now).map(left -> TimeRange.later(now, left)).stream(), limit(job).stream())
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> limit(Job job) {
    Instant started = job.started();
    return job.phase() == Phase.EXECUTING && started != null && !job.executionDuration().isZero()
        ? Optional.of(TimeRange.later(started, job.executionDuration()))
        : Optional.empty();
  }
}
