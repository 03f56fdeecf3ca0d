package org.almagest.api.job;

import java.time.Duration;
import java.util.List;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.userdb.UserTables;

/** Removes what is no longer wanted: expired jobs, their files, leftovers of runs that died. */
final class JobSweep implements AutoCloseable {
  /** A worker writes its last file before it learns that its job is gone. */
  private static final Duration REMOVED_KEPT = Duration.ofHours(1);

  private static final Duration LAPSE_PERIOD = Duration.ofSeconds(1);

  private final JobStore jobs;
  private final LeaseStore leases;
  private final ResultStore results;
  private final UserTables userTables;
  private final Uploads uploads;
  private final Ticker lapses;
  private final Ticker sweeps;

  JobSweep(
      JobSettings settings,
      JobStore jobs,
      LeaseStore leases,
      ResultStore results,
      UserTables userTables,
      Uploads uploads) {
    this.jobs = jobs;
    this.leases = leases;
    this.results = results;
    this.userTables = userTables;
    this.uploads = uploads;
    uploads.sweep(leases::isOver);
    this.lapses = new Ticker("job-lapse", LAPSE_PERIOD, leases::giveUpLapsed);
    this.sweeps = new Ticker("job-sweep", settings.sweepInterval(), this::sweep);
  }

  private void sweep() {
    jobs.deleteExpiredSync();
    jobs.archiveExpired();
    jobs.forgotten().forEach(jobs::delete);
    List<String> removed = jobs.removed();
    for (String id : removed) {
      results.delete(id);
      uploads.delete(id);
    }
    jobs.forgetRemoved(removed, REMOVED_KEPT);
    uploads.sweep(leases::isOver);
    userTables.sweep();
  }

  @Override
  public void close() {
    lapses.close();
    sweeps.close();
  }
}
