package org.almagest.api.uws;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.api.job.Job;
import org.almagest.api.job.Phase;

/**
 * When a job will have ended, as far as the service knows (UWS 1.1, section 2.1.6): while it runs,
 * as its progress lets expect, and not later than its execution duration allows.
 */
final class Quote {

  private Quote() {}

  static Optional<Instant> of(Job job) {
    Instant now = Instant.now();
    return Stream.concat(job.timeLeft(now).map(now::plus).stream(), limit(job).stream())
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> limit(Job job) {
    Instant started = job.started();
    return job.phase() == Phase.EXECUTING && started != null && !job.executionDuration().isZero()
        ? Optional.of(started.plus(job.executionDuration()))
        : Optional.empty();
  }
}
