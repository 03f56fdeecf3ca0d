package org.almagest.api.job;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
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
  private final Bounded each = new Bounded();
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
    each.attempt("The sweep of uploads", () -> uploads.sweep(leases::isOver));
    this.lapses = new Ticker("job-lapse", LAPSE_PERIOD, leases::giveUpLapsed);
    this.sweeps = new Ticker("job-sweep", settings.sweepInterval(), this::sweep);
  }

  private void sweep() {
    each.attempt("The removal of synchronous queries", jobs::deleteExpiredSync);
    each.attempt("The archiving of jobs", jobs::archiveExpired);
    each.attempt("The removal of archived jobs", () -> jobs.forgotten().forEach(jobs::delete));
    each.attempt("The removal of files of jobs", this::removeFiles);
    each.attempt("The sweep of uploads", () -> uploads.sweep(leases::isOver));
    each.attempt("The sweep of user tables", () -> userTables.sweep(this::isLeftover));
  }

  /** A job whose files cannot be removed is not forgotten. */
  private void removeFiles() {
    List<String> removed =
        jobs.removed().stream()
            .filter(
                id ->
                    each.attempt("The removal of results of [" + id + "]", () -> results.delete(id))
                        & each.attempt(
                            "The removal of uploads of [" + id + "]", () -> uploads.delete(id)))
            .toList();
    jobs.forgetRemoved(removed, REMOVED_KEPT);
  }

  /**
   * Only what a job of this database has left is touched: a data directory that was started over
   * another database by mistake must not lose its tables.
   */
  boolean isLeftover(String version) {
    OptionalInt attempt = TableVersion.attempt(version);
    return attempt.isPresent() && leases.hasEnded(TableVersion.job(version), attempt.getAsInt());
  }

  @Override
  public void close() {
    lapses.close();
    sweeps.close();
  }
}
