package org.almagest.api.query;

import java.io.IOException;
import java.io.OutputStream;
import org.almagest.api.error.DatabaseOutage;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.Attempt;
import org.almagest.api.job.FairPlaces;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.Jobs;
import org.almagest.api.job.Lane;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.QueueLimits;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.job.StopReason;
import org.almagest.api.limit.PerClass;
import org.almagest.api.log.LogContext;
import org.almagest.api.result.LimitedRows;
import org.almagest.api.result.Provenance;
import org.almagest.api.result.ResultFormat;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.upload.OpenUploads;
import org.almagest.api.upload.UploadParts;
import org.almagest.api.upload.Uploads;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.engine.QueryPlan;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Queries whose caller waits: a job like any other, run by the caller's own thread, whose rows go
 * to the caller as they come. So many run at once, a few more wait briefly, the rest are turned
 * away.
 */
public final class SyncQueries {
  private static final Logger LOG = LogManager.getLogger(SyncQueries.class);

  private final JobSettings settings;
  private final PerClass<JobSettings> limits;
  private final ReadyQueries queries;
  private final Jobs jobs;
  private final ResultWriter results;
  private final Uploads uploads;
  private final FairPlaces places;
  private final FairPlaces longPlaces;
  private final QueryLane lanes;

  SyncQueries(
      JobRules rules, Jobs jobs, ReadyQueries queries, ResultWriter results, Uploads uploads) {
    this.settings = rules.jobs();
    this.limits = rules.perClass();
    this.queries = queries;
    this.jobs = jobs;
    this.results = results;
    this.uploads = uploads;
    this.lanes = new QueryLane(rules.queue().shortRows());
    this.places =
        new FairPlaces(
            settings.syncQueries(),
            QueueLimits.of(rules.queue(), rules.classes()).map(QueueLimits::syncQueries));
    this.longPlaces = new FairPlaces(rules.queue().longSyncQueries(), PerClass.same(LaneLimits.NONE));
  }

  /** Where the rows go. */
  @FunctionalInterface
  public interface Sink {
    /** Called once, when the columns are known and the first row may come. */
    OutputStream open(ResultFormat format) throws IOException;

    /** Whether nobody takes the rows any more; may be asked by any thread while the query runs. */
    default boolean isGone() {
      return false;
    }
  }

  /**
   * Runs a query to its end.
   *
   * @param parts hold the tables that are sent along
   * @throws IOException if the caller is gone; the query is stopped
   * @throws RuntimeException if the query fails; {@link ErrorMapper} knows what it means
   */
  public void run(NewJob wanted, UploadParts parts, Sink sink) throws IOException {
    Principal caller = wanted.caller();
    QueryParameters parameters =
        QueryParameters.of(wanted.parameters()).within(limits.of(caller.userClass()));
    if (parameters.destination().isPresent()) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "DESTINATION needs an asynchronous job: send the query to /tap/async");
    }
    takePlace(places, caller, "a synchronous query");
    try {
      Attempt attempt = jobs.begin(wanted);
      LogContext context = attempt.job().logContext();
      try {
        attempt.waitedForUntil(sink::isGone);
        run(attempt, parameters, parts, sink);
      } finally {
        jobs.forget(attempt);
        context.close();
        if (!parameters.uploads().isEmpty()) {
          uploads.delete(attempt.job().id());
        }
      }
    } finally {
      places.giveBack(caller);
    }
  }

  /** How many wait for their turn. */
  public int waiting() {
    return places.waiting() + longPlaces.waiting();
  }

  private void takePlace(FairPlaces from, Principal caller, String what) {
    try {
      if (!from.take(caller, settings.syncQueueTimeout())) {
        throw new ServiceException(
            Code.BUSY,
            "No place for "
                + what
                + " came free in "
                + settings.syncQueueTimeout().toSeconds()
                + " s: try again, or send the query to /tap/async");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ServiceException(Code.BUSY, "The service stops", stopping);
    }
  }

  private void run(Attempt attempt, QueryParameters parameters, UploadParts parts, Sink sink)
      throws IOException {
    try (OpenUploads tables = open(attempt, parameters, parts);
        ReadyQuery query = queries.ready(attempt.job().owner(), parameters, tables)) {
      QueryPlan plan = query.plan();
      attempt.note(Routes.note(plan.route()));
      attempt.checkNotStopped();
      if (parameters.metadataOnly()) {
        send(attempt, parameters, LimitedRows.metadataOnly(plan.columns()), sink, plan);
        return;
      }
      if (lanes.of(plan.route()) == Lane.SHORT) {
        execute(attempt, plan, parameters, sink);
      } else {
        executeLong(attempt, plan, parameters, sink);
      }
    } catch (IOException clientGone) {
      ServiceException stopped =
          new ServiceException(Code.ABORTED, "The client went away", clientGone);
      attempt.failSync(ErrorMapper.map(stopped));
      throw clientGone;
    } catch (RuntimeException failure) {
      RuntimeException told = told(attempt, failure);
      attempt.failSync(ErrorMapper.map(told));
      throw told;
    }
  }

  private OpenUploads open(Attempt attempt, QueryParameters parameters, UploadParts parts) {
    Job job = attempt.job();
    uploads.receive(job.id(), job.userClass(), parameters.uploads(), parts);
    return uploads.open(
        job.id(), job.userClass(), job.attempts(), parameters.uploads(), attempt::checkNotStopped);
  }

  private void executeLong(
      Attempt attempt, QueryPlan plan, QueryParameters parameters, Sink sink)
      throws IOException {
    Principal caller = attempt.job().owner();
    takePlace(longPlaces, caller, "a long synchronous query");
    try {
      execute(attempt, plan, parameters, sink);
    } finally {
      longPlaces.giveBack(caller);
    }
  }

  private void execute(Attempt attempt, QueryPlan plan, QueryParameters parameters, Sink sink)
      throws IOException {
    try (Execution execution = plan.execution()) {
      attempt.attach(new EngineWork(execution));
      try (RowStream stream = execution.rows()) {
        LimitedRows rows =
            LimitedRows.of(stream, parameters.maxRec(), failure -> told(attempt, failure));
        attempt.counting(rows::count);
        send(attempt, parameters, rows, sink, plan);
      }
    }
  }

  private void send(
      Attempt attempt, QueryParameters parameters, LimitedRows rows, Sink sink, QueryPlan plan)
      throws IOException {
    OutputStream out = sink.open(parameters.format());
    Provenance provenance =
        Provenance.of(
            parameters.adql(), plan, Provenance.Resource.SYNC, attempt.job().baseUrl());
    results.stream(parameters.format(), provenance, rows, out);
    out.flush();
    record(attempt, rows, parameters.format());
  }

  /** The caller has all rows: that nothing can be written down now is no failure of the query. */
  private static void record(Attempt attempt, LimitedRows rows, ResultFormat format) {
    try {
      attempt.completeSync(rows.count(), QueryResult.streamed(format, rows));
    } catch (RuntimeException failure) {
      if (!DatabaseOutage.causes(failure)) {
        throw failure;
      }
      LOG.warn(
          "The end of query [{}] is not recorded; its lease lapses",
          attempt.job().id(),
          failure);
    }
  }

  private RuntimeException told(Attempt attempt, RuntimeException failure) {
    StopReason reason = attempt.stopReason().orElse(null);
    if (reason == null || failure instanceof ServiceException) {
      return failure;
    }
    return switch (reason) {
      case TIME_LIMIT ->
          new ServiceException(
              Code.TIME_LIMIT,
              "A synchronous query may take "
                  + attempt.job().executionDuration().toSeconds()
                  + " s: send it to /tap/async",
              failure);
      case CALLER_GONE -> new ServiceException(Code.ABORTED, "The client went away", failure);
      case LEASE_LOST -> new ServiceException(Code.ABORTED, "The query was stopped", failure);
      case SHUTDOWN -> new ServiceException(Code.BUSY, "The service stops", failure);
    };
  }
}
