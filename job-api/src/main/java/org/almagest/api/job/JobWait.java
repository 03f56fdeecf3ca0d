package org.almagest.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for jobs to change (UWS 1.1, section 2.2.1.1). */
public final class JobWait {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final JobStore jobs;
  private final JobEvents events;
  private final JobSettings settings;

  JobWait(JobStore jobs, JobEvents events, JobSettings settings) {
    this.jobs = jobs;
    this.events = events;
    this.settings = settings;
  }

  /**
   * Waits until the job is in another phase than it is in now, or has ended, or the time is over.
   *
   * @param longest how long the caller would wait; the service may wait less
   */
  public Optional<Job> awaitOtherPhase(Job job, Duration longest) throws InterruptedException {
    Duration bounded =
        longest.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : longest;
    Instant end = Instant.now().plus(bounded);
    while (true) {
      long mark = events.mark();
      Optional<Job> now = jobs.find(job.id());
      Duration left = Duration.between(Instant.now(), end);
      boolean same = now.map(Job::phase).filter(job.phase()::equals).isPresent();
      if (!same || !job.phase().isActive() || left.isNegative() || left.isZero()) {
        return now;
      }
      events.awaitChange(mark, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
    }
  }
}
