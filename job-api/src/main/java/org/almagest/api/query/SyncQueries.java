package org.almagest.api.query;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.almagest.api.error.DatabaseOutage;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.Fault;
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
import org.almagest.api.job.StopReason;
import org.almagest.api.job.StuckWorkException;
import org.almagest.api.limit.PerClass;
import org.almagest.api.log.LogContext;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.api.upload.OpenUploads;
import org.almagest.api.upload.UploadParts;
import org.almagest.api.upload.Uploads;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.engine.QueryPlan;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

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
    this.longPlaces = places.beside(rules.queue().longSyncQueries());
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
    jobs.checkRoom();
    AnswerGate gate = new AnswerGate();
    Places taken = new Places(caller);
    taken.take();
    try {
      Attempt running = jobs.begin(wanted);
      running.waitsForCallerWhile(gate::isWriting);
      running.waitedForUntil(sink::isGone);
      try {
        jobs.run(running, () -> work(running, parameters, parts, new Guarded(sink, gate), taken));
      } catch (StuckWorkException stuck) {
        throw givenUp(running, gate, stuck);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        gate.shut();
        throw new ServiceException(Code.BUSY, "The service stops", stopping);
      } catch (IllegalStateException | ServiceException failure) {
        if (isOfTheMachine(failure)) {
          // Of such an error the record knows nothing yet; else it is ended.
          end(running, failure);
        }
        throw failure;
      } finally {
        jobs.forget(running);
      }
    } finally {
      taken.giveBack();
    }
  }

  private RuntimeException givenUp(Attempt running, AnswerGate gate, StuckWorkException stuck) {
    LOG.error("A synchronous query is left behind", stuck);
    gate.shut();
    RuntimeException told = told(running, stuck);
    end(running, told);
    return told;
  }

  private void work(
      Attempt running, QueryParameters parameters, UploadParts parts, Guarded sink, Places taken)
      throws IOException {
    Job job = running.job();
    LogContext context = job.logContext();
    try {
      run(running, parameters, parts, sink, taken);
    } finally {
      context.close();
      if (!parameters.uploads().isEmpty()) {
        uploads.delete(job.id());
      }
    }
  }

  /** What the caller gets as long as the query is not left behind. */
  private record Guarded(Sink sink, AnswerGate gate) implements Sink {

    @Override
    public OutputStream open(ResultFormat format) throws IOException {
      return gate.guarding(gate.pass(() -> sink.open(format)));
    }
  }

  /** The place of a query: a short one, until the query turns out long. */
  private final class Places {
    private final Principal caller;
    private @Nullable FairPlaces held;
    private boolean over;

    Places(Principal caller) {
      this.caller = caller;
    }

    void take() {
      takePlace(places, caller, "a synchronous query");
      held = places;
    }

    /** Others may have the short place meanwhile. */
    void changeToLong() {
      giveBackHeld();
      if (longPlaces.waiting() >= settings.syncQueries()) {
        throw new ServiceException(
            Code.BUSY,
            "Too many long synchronous queries wait: try again, or send the query to /tap/async");
      }
      takePlace(longPlaces, caller, "a long synchronous query");
      synchronized (this) {
        if (!over) {
          held = longPlaces;
          return;
        }
      }
      longPlaces.giveBack(caller);
    }

    void giveBack() {
      synchronized (this) {
        over = true;
      }
      giveBackHeld();
    }

    private synchronized void giveBackHeld() {
      if (held != null) {
        held.giveBack(caller);
        held = null;
      }
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

  private void run(
      Attempt running, QueryParameters parameters, UploadParts parts, Guarded sink, Places taken)
      throws IOException {
    try (OpenUploads tables = open(running, parameters, parts);
        ReadyQuery query = queries.ready(running.job().owner(), parameters, tables)) {
      QueryPlan plan = query.plan();
      running.note(Routes.note(plan.route()));
      running.checkNotStopped();
      if (parameters.metadataOnly()) {
        send(running, parameters, LimitedRows.metadataOnly(plan.columns()), sink, plan);
        return;
      }
      if (lanes.of(plan.route()) == Lane.LONG) {
        taken.changeToLong();
        running.checkNotStopped();
      }
      execute(running, plan, parameters, sink);
    } catch (IOException failure) {
      if (!sink.gate().isBroken()) {
        // A file of ours failed.
        end(running, failure);
        throw new UncheckedIOException(failure);
      }
      ServiceException stopped =
          new ServiceException(Code.ABORTED, "The client went away", failure);
      end(running, stopped);
      throw failure;
    } catch (RuntimeException failure) {
      RuntimeException told = told(running, failure);
      end(running, told);
      throw told;
    }
  }

  private OpenUploads open(Attempt running, QueryParameters parameters, UploadParts parts) {
    Job job = running.job();
    uploads.receive(job.id(), job.userClass(), parameters.uploads(), parts);
    return uploads.open(
        job.id(), job.userClass(), job.attempts(), parameters.uploads(), running::checkNotStopped);
  }

  private void execute(Attempt running, QueryPlan plan, QueryParameters parameters, Sink sink)
      throws IOException {
    try (Execution execution = plan.execution()) {
      running.attach(new EngineWork(execution));
      try (RowStream stream = execution.rows()) {
        LimitedRows rows =
            LimitedRows.of(stream, parameters.maxRec(), failure -> told(running, failure));
        running.counting(rows::count);
        send(running, parameters, rows, sink, plan);
      }
    }
  }

  private void send(
      Attempt running, QueryParameters parameters, LimitedRows rows, Sink sink, QueryPlan plan)
      throws IOException {
    OutputStream out = sink.open(parameters.format());
    Provenance provenance =
        Provenance.of(parameters.adql(), plan, Provenance.Resource.SYNC, running.job().baseUrl());
    results.stream(parameters.format(), provenance, rows, out);
    out.flush();
    record(
        running,
        () -> running.completeSync(rows.count(), QueryResult.streamed(parameters.format(), rows)));
  }

  private static void end(Attempt running, Exception failure) {
    Fault fault = ErrorMapper.map(failure);
    record(running, () -> running.failSync(fault));
  }

  /** An error of the virtual machine ended the work before it could write that down. */
  private static boolean isOfTheMachine(RuntimeException failure) {
    return failure instanceof IllegalStateException
        || (failure instanceof ServiceException service && service.code() == Code.OUT_OF_MEMORY);
  }

  /** The caller has an answer: that nothing can be written down now is no failure of the query. */
  private static void record(Attempt running, Runnable note) {
    try {
      note.run();
    } catch (RuntimeException failure) {
      if (!DatabaseOutage.causes(failure)) {
        throw failure;
      }
      LOG.warn(
          "The end of query [{}] is not recorded; its lease lapses", running.job().id(), failure);
    }
  }

  private RuntimeException told(Attempt running, RuntimeException failure) {
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null || failure instanceof ServiceException) {
      return failure;
    }
    return switch (reason) {
      case TIME_LIMIT ->
          new ServiceException(
              Code.TIME_LIMIT,
              "A synchronous query may take "
                  + running.job().executionDuration().toSeconds()
                  + " s: send it to /tap/async",
              failure);
      case CALLER_GONE -> new ServiceException(Code.ABORTED, "The client went away", failure);
      case LEASE_LOST -> new ServiceException(Code.ABORTED, "The query was stopped", failure);
      case SHUTDOWN -> new ServiceException(Code.BUSY, "The service stops", failure);
    };
  }
}
