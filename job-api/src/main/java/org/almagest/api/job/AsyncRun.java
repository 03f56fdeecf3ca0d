package org.almagest.api.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.almagest.api.error.DatabaseOutage;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.JobResult.Overflow;
import org.almagest.api.job.RunningJob.StopReason;
import org.almagest.api.limit.PerClass;
import org.almagest.api.result.LimitedRows;
import org.almagest.api.result.Provenance;
import org.almagest.api.result.ResultStore;
import org.almagest.api.result.ResultStore.Stored;
import org.almagest.api.upload.OpenUploads;
import org.almagest.api.upload.Uploads;
import org.almagest.backend.Execution;
import org.almagest.backend.Execution.Written;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.Route;
import org.almagest.userdb.ExistingTable;
import org.almagest.userdb.NewVersion;
import org.almagest.userdb.UserTableName;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionWriting;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one leased job to its end. What it makes is visible only by the transaction that completes
 * the job; until then it is under names of this attempt, which nobody else uses.
 */
final class AsyncRun {
  private static final Logger LOG = LogManager.getLogger(AsyncRun.class);

  private final PerClass<JobSettings> settings;
  private final ReadyQueries queries;
  private final JobQueue queue;
  private final LeaseStore leases;
  private final ResultStore results;
  private final UserTables userTables;
  private final Uploads uploads;

  AsyncRun(
      PerClass<JobSettings> settings,
      ReadyQueries queries,
      JobQueue queue,
      LeaseStore leases,
      ResultStore results,
      UserTables userTables,
      Uploads uploads) {
    this.settings = settings;
    this.queries = queries;
    this.queue = queue;
    this.leases = leases;
    this.results = results;
    this.userTables = userTables;
    this.uploads = uploads;
  }

  void run(RunningJob running) {
    Lease lease = running.lease();
    try {
      Job job = lease.job();
      QueryParameters parameters =
          QueryParameters.of(job.parameters()).within(settings.of(job.userClass()));
      parameters.destination().ifPresent(name -> checkFree(job, name, parameters));
      Optional<Route> elsewhere;
      try (OpenUploads tables = open(running, parameters)) {
        elsewhere = run(running, parameters, tables);
      }
      // Whoever takes it next makes its tables where these were.
      elsewhere.ifPresent(route -> queue.handOver(lease, queue.lane(route), route));
    } catch (LeaseLostException lost) {
      LOG.info("{}", lost.getMessage());
    } catch (Exception failure) {
      // Engines written in Scala throw checked exceptions that nothing declares.
      failed(running, failure);
    } finally {
      removeUploads(lease.job());
    }
  }

  /** What a job was sent is of use to the next attempt, if there is one. */
  private void removeUploads(Job job) {
    if (job.parameters().containsKey("UPLOAD") && leases.isOver(job.id())) {
      uploads.delete(job.id());
    }
  }

  private OpenUploads open(RunningJob running, QueryParameters parameters) {
    Job job = running.lease().job();
    return uploads.open(
        job.id(), job.userClass(), job.attempts(), parameters.uploads(), running::checkNotStopped);
  }

  /** The route of a query that is left to another lane; empty if it has run. */
  private Optional<Route> run(RunningJob running, QueryParameters parameters, OpenUploads tables)
      throws IOException {
    Lease lease = running.lease();
    try (ReadyQuery query = queries.ready(lease.job().owner(), parameters, tables)) {
      QueryPlan plan = query.plan();
      if (queue.lane(plan.route()) != lease.lane()) {
        return Optional.of(plan.route());
      }
      leases.route(lease, plan.route());
      running.checkNotStopped();
      if (parameters.destination().isPresent()) {
        intoTable(running, plan, parameters, parameters.destination().get());
      } else {
        intoFile(running, plan, parameters);
      }
      return Optional.empty();
    }
  }

  private void failed(RunningJob running, Exception failure) {
    Lease lease = running.lease();
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null && DatabaseOutage.causes(failure)) {
      // No fault of the job's, and it may even be completed: if it is not, its lease lapses.
      LOG.warn("Job [{}] is left to another worker", lease.job().id(), failure);
      return;
    }
    if (reason == null) {
      leases.fail(lease, ErrorMapper.map(failure));
      return;
    }
    switch (reason) {
      case CALLER_GONE, LEASE_LOST -> LOG.info("Job [{}] was stopped", lease.job().id());
      case SHUTDOWN -> leases.release(lease);
      case TIME_LIMIT -> leases.fail(lease, timeLimit(lease.job()));
    }
  }

  private static Fault timeLimit(Job job) {
    return ErrorMapper.map(
        new ServiceException(
            Code.TIME_LIMIT,
            "The job was stopped after its execution duration of "
                + job.executionDuration().toSeconds()
                + " s: set a longer EXECUTIONDURATION, or ask for less"));
  }

  private void checkFree(Job job, UserTableName name, QueryParameters parameters) {
    if (parameters.existing() == ExistingTable.FAIL
        && userTables.find(job.owner().name(), name).isPresent()) {
      throw UserTables.tableExists(name);
    }
  }

  private void intoFile(RunningJob running, QueryPlan plan, QueryParameters parameters)
      throws IOException {
    if (parameters.metadataOnly()) {
      complete(running, plan, parameters, LimitedRows.metadataOnly(plan.columns()));
      return;
    }
    try (Execution execution = plan.execution()) {
      running.attach(execution);
      try (RowStream stream = execution.rows()) {
        LimitedRows rows = LimitedRows.of(stream, parameters.maxRec(), UnaryOperator.identity());
        running.counting(rows::count);
        complete(running, plan, parameters, rows);
      }
    }
  }

  private void complete(
      RunningJob running, QueryPlan plan, QueryParameters parameters, LimitedRows rows)
      throws IOException {
    Lease lease = running.lease();
    Job job = lease.job();
    Stored stored =
        results.write(
            job.id(),
            job.attempts(),
            parameters.format(),
            Provenance.of(parameters.adql(), plan, Provenance.Resource.ASYNC, job.baseUrl()),
            rows);
    // Once the commit is on its way its outcome may stay unknown; then the sweep decides.
    boolean unseen = true;
    try {
      running.checkNotStopped();
      unseen = false;
      leases.complete(
          lease,
          JobResult.file(
              stored.name(),
              parameters.format(),
              rows.count(),
              stored.bytes(),
              rows.overflow() ? Overflow.CUT : Overflow.NONE),
          connection -> {});
    } catch (LeaseLostException lost) {
      unseen = true;
      throw lost;
    } finally {
      if (unseen) {
        results.discard(job.id(), stored.name());
      }
    }
  }

  private void intoTable(
      RunningJob running, QueryPlan plan, QueryParameters parameters, UserTableName name) {
    Lease lease = running.lease();
    Job job = lease.job();
    List<CatalogColumn> columns = plan.columns().stream().map(ResultColumn::column).toList();
    try (VersionWriting version =
        userTables.begin(
            job.owner().name(), name, "job " + job.id() + " attempt " + job.attempts())) {
      boolean unseen = true;
      try (Execution execution = plan.execution()) {
        running.attach(execution);
        Written written = execution.write(version.folder());
        running.checkNotStopped();
        NewVersion made =
            version.complete(columns, written.rows(), written.bytes(), job.id(), parameters.adql());
        unseen = false;
        leases.complete(
            lease,
            JobResult.table(
                UserTableName.SCHEMA + "." + name.shown(), written.rows(), written.bytes()),
            connection -> userTables.commit(connection, made, parameters.existing()));
      } catch (LeaseLostException lost) {
        unseen = true;
        throw lost;
      } finally {
        if (unseen) {
          version.discard();
        }
      }
    }
  }
}
