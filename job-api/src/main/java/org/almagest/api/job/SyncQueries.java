package org.almagest.api.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.JobResult.Overflow;
import org.almagest.api.job.RunningJob.StopReason;
import org.almagest.api.result.LimitedRows;
import org.almagest.api.result.Provenance;
import org.almagest.api.result.ResultFormat;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.OpenUploads;
import org.almagest.api.upload.UploadParts;
import org.almagest.api.upload.Uploads;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.Route;

/**
 * Queries whose caller waits: a job like any other, run by the caller's own thread, whose rows go
 * to the caller as they come. So many run at once, a few more wait briefly, the rest are turned
 * away.
 */
public final class SyncQueries {
  private final JobSettings settings;
  private final QueryStarter queries;
  private final LeaseStore leases;
  private final JobWatch watch;
  private final ResultStore results;
  private final Uploads uploads;
  private final Semaphore places;

  SyncQueries(
      JobSettings settings,
      QueryStarter queries,
      LeaseStore leases,
      JobWatch watch,
      ResultStore results,
      Uploads uploads) {
    this.settings = settings;
    this.queries = queries;
    this.leases = leases;
    this.watch = watch;
    this.results = results;
    this.uploads = uploads;
    this.places = new Semaphore(settings.syncQueries(), true);
  }

  /** Where the rows go. */
  @FunctionalInterface
  public interface Sink {
    /** Called once, when the columns are known and the first row may come. */
    OutputStream open(ResultFormat format) throws IOException;
  }

  /**
   * Runs a query to its end.
   *
   * @param parts hold the tables that are sent along
   * @throws IOException if the caller is gone; the query is stopped
   * @throws RuntimeException if the query fails; {@link ErrorMapper} knows what it means
   */
  public void run(NewJob wanted, UploadParts parts, Sink sink) throws IOException {
    QueryParameters parameters = QueryParameters.of(wanted.parameters()).within(settings);
    if (parameters.destination().isPresent()) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "DESTINATION needs an asynchronous job: send the query to /tap/async");
    }
    takePlace();
    try {
      Lease lease = leases.begin(wanted);
      RunningJob running = watch.watch(lease);
      try {
        run(running, parameters, parts, sink);
      } finally {
        watch.forget(running);
        if (!parameters.uploads().isEmpty()) {
          uploads.delete(lease.job().id());
        }
      }
    } finally {
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(settings.syncQueueTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ServiceException(
            Code.BUSY,
            "More than "
                + settings.syncQueries()
                + " synchronous queries run: try again, or send the query to /tap/async");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ServiceException(Code.BUSY, "The service stops", stopping);
    }
  }

  private void run(RunningJob running, QueryParameters parameters, UploadParts parts, Sink sink)
      throws IOException {
    Route route = null;
    try (OpenUploads tables = open(running, parameters, parts)) {
      QueryPlan plan = queries.plan(running.lease().job().owner(), parameters, tables);
      route = plan.route();
      running.checkNotStopped();
      if (parameters.metadataOnly()) {
        send(running, parameters, LimitedRows.metadataOnly(plan.columns()), sink, plan);
        return;
      }
      try (Execution execution = plan.execution()) {
        running.attach(execution);
        try (RowStream stream = execution.rows()) {
          LimitedRows rows =
              LimitedRows.of(stream, parameters.maxRec(), failure -> told(running, failure));
          running.counting(rows::count);
          send(running, parameters, rows, sink, plan);
        }
      }
    } catch (IOException clientGone) {
      ServiceException stopped =
          new ServiceException(Code.ABORTED, "The client went away", clientGone);
      leases.failSync(running.lease(), route, ErrorMapper.map(stopped));
      throw clientGone;
    } catch (RuntimeException failure) {
      RuntimeException told = told(running, failure);
      leases.failSync(running.lease(), route, ErrorMapper.map(told));
      throw told;
    }
  }

  private OpenUploads open(RunningJob running, QueryParameters parameters, UploadParts parts) {
    Job job = running.lease().job();
    uploads.receive(job.id(), parameters.uploads(), parts);
    return uploads.open(job.id(), job.attempts(), parameters.uploads(), running::checkNotStopped);
  }

  private void send(
      RunningJob running, QueryParameters parameters, LimitedRows rows, Sink sink, QueryPlan plan)
      throws IOException {
    OutputStream out = sink.open(parameters.format());
    results.stream(parameters.format(), Provenance.of(parameters.adql(), plan), rows, out);
    leases.completeSync(
        running.lease(),
        plan.route(),
        JobResult.streamed(
            parameters.format(), rows.count(), rows.overflow() ? Overflow.CUT : Overflow.NONE));
    out.flush();
  }

  private RuntimeException told(RunningJob running, RuntimeException failure) {
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null || failure instanceof ServiceException) {
      return failure;
    }
    return switch (reason) {
      case TIME_LIMIT ->
          new ServiceException(
              Code.TIME_LIMIT,
              "A synchronous query may take "
                  + settings.syncTimeLimit().toSeconds()
                  + " s: send it to /tap/async",
              failure);
      case LEASE_LOST -> new ServiceException(Code.ABORTED, "The query was stopped", failure);
      case SHUTDOWN -> new ServiceException(Code.BUSY, "The service stops", failure);
    };
  }
}
