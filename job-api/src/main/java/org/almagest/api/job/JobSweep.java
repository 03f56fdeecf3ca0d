package org.almagest.api.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what is no longer wanted: expired jobs, their files, leftovers of runs that died. What
 * cannot be removed keeps nothing else.
 */
final class JobSweep implements AutoCloseable {
  /** A worker writes its last file before it learns that its job is gone. */
  private static final Duration REMOVED_KEPT = Duration.ofHours(1);

  private static final Duration LAPSE_PERIOD = Duration.ofSeconds(1);

  private final JobStore jobs;
  private final LeaseStore leases;
  private final JobTypes types;
  private final JobFiles files;
  private final Bounded each = new Bounded();
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
    each.attempt("The removal of jobs whose callers waited", jobs::deleteExpiredSync);
    each.attempt("The archiving of jobs", jobs::archiveExpired);
    each.attempt("The removal of archived jobs", () -> jobs.forgotten().forEach(jobs::delete));
    each.attempt("The removal of files of jobs", this::removeFiles);
    sweepTypes();
  }

  private void sweepTypes() {
    for (JobType type : types.all()) {
      each.attempt("The sweep of the type [" + type.name() + "]", () -> type.sweep(leases));
    }
  }

  /** A job whose files cannot be removed is not forgotten. */
  private void removeFiles() {
    List<String> removed = new ArrayList<>();
    jobs.removed()
        .forEach(
            (id, type) -> {
              // Both are tried, whatever becomes of the first.
              boolean results =
                  each.attempt("The removal of results of [" + id + "]", () -> files.delete(id));
              boolean rest =
                  each.attempt(
                      "The removal of what [" + id + "] has", () -> types.get(type).remove(id));
              if (results && rest) {
                removed.add(id);
              }
            });
    jobs.forgetRemoved(removed, REMOVED_KEPT);
  }

  @Override
  public void close() {
    lapses.close();
    sweeps.close();
  }
}
