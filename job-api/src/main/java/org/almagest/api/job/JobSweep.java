package org.almagest.api.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Removes what is no longer wanted: expired jobs, their files, leftovers of runs that died. What
 * cannot be removed keeps nothing else.
 */
final class JobSweep implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobSweep.class);

  /** A worker writes its last file before it learns that its job is gone. */
  private static final Duration REMOVED_KEPT = Duration.ofHours(1);

  private static final Duration LAPSE_PERIOD = Duration.ofSeconds(1);

  private final JobStore jobs;
  private final LeaseStore leases;
  private final JobTypes types;
  private final JobFiles files;
  private final Ticker lapses;
  private final Ticker sweeps;

  JobSweep(JobSettings settings, JobStore jobs, LeaseStore leases, JobTypes types, JobFiles files) {
    this.jobs = jobs;
    this.leases = leases;
    this.types = types;
    this.files = files;
    sweepTypes();
    this.lapses = new Ticker("job-lapse", LAPSE_PERIOD, leases::giveUpLapsed);
    this.sweeps = new Ticker("job-sweep", settings.sweepInterval(), this::sweep);
  }

  private void sweep() {
    jobs.deleteExpiredSync();
    jobs.archiveExpired();
    jobs.forgotten().forEach(jobs::delete);
    List<String> removed = new ArrayList<>();
    jobs.removed()
        .forEach(
            (id, type) -> {
              if (attempt("Job [" + id + "]", () -> removeAll(id, type))) {
                removed.add(id);
              }
            });
    jobs.forgetRemoved(removed, REMOVED_KEPT);
    sweepTypes();
  }

  private void sweepTypes() {
    for (JobType type : types.all()) {
      attempt("A job of the type [" + type.name() + "]", () -> type.sweep(leases));
    }
  }

  private void removeAll(String id, String type) {
    files.delete(id);
    // Who knows no such type leaves the rest to one who does.
    types.get(type).remove(id);
  }

  private static boolean attempt(String whose, Runnable removal) {
    try {
      removal.run();
      return true;
    } catch (RuntimeException failure) {
      LOG.warn("{} leaves something that cannot be removed now", whose, failure);
      return false;
    }
  }

  @Override
  public void close() {
    lapses.close();
    sweeps.close();
  }
}
