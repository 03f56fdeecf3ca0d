package org.almagest.api.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one leased job to its end. What it makes is visible only by the transaction that completes
 * the job; until then it is under names of this attempt, which nobody else uses.
 */
final class AsyncRun {
  private static final Logger LOG = LogManager.getLogger(AsyncRun.class);

  private static final int MOST_ATTEMPTS = 100;

  private final PerClass<JobSettings> settings;
  private final QueryStarter queries;
  private final JobQueue queue;
  private final LeaseStore leases;
  private final ResultStore results;
  private final UserTables userTables;
  private final Uploads uploads;

  AsyncRun(
      PerClass<JobSettings> settings,
      QueryStarter queries,
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
      elsewhere.ifPresent(
          route ->
              OutagePatience.write(running, () -> queue.handOver(lease, queue.lane(route), route)));
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
    QueryPlan plan = queries.plan(lease.job().owner(), parameters, tables);
    if (queue.lane(plan.route()) != lease.lane()) {
      return Optional.of(plan.route());
    }
    OutagePatience.write(running, () -> leases.route(lease, plan.route()));
    running.checkNotStopped();
    if (parameters.destination().isPresent()) {
      intoTable(running, plan, parameters, parameters.destination().get());
    } else {
      intoFile(running, plan, parameters);
    }
    return Optional.empty();
  }

  private void failed(RunningJob running, Exception failure) {
    Lease lease = running.lease();
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null && DatabaseOutage.causes(failure) && mayGoBack(lease.job())) {
      LOG.warn("Job [{}] goes back to the queue", lease.job().id(), failure);
      OutagePatience.write(running, () -> leases.giveBack(lease));
      return;
    }
    if (reason == null) {
      Fault fault = ErrorMapper.map(failure);
      OutagePatience.write(running, () -> leases.fail(lease, fault));
      return;
    }
    switch (reason) {
      case CALLER_GONE, LEASE_LOST -> LOG.info("Job [{}] was stopped", lease.job().id());
      case SHUTDOWN -> leases.release(lease);
      case TIME_LIMIT ->
          OutagePatience.write(running, () -> leases.fail(lease, timeLimit(lease.job())));
    }
  }

  /** A job at which the database is away each time would else be tried for ever. */
  private static boolean mayGoBack(Job job) {
    return job.attempts() < MOST_ATTEMPTS;
  }

  /** Completes the job though the database be away when its result is there. */
  private void commit(RunningJob running, JobResult result, Consumer<Connection> publication) {
    Lease lease = running.lease();
    running.committing();
    OutagePatience.write(
        running,
        () -> {
          try {
            leases.complete(lease, result, publication);
          } catch (LeaseLostException lost) {
            // The connection may have broken after a commit of ours.
            if (!leases.hasCompleted(lease)) {
              throw lost;
            }
          }
        });
  }

  /**
   * Ends a job whose work could not do so itself, by an error of the virtual machine or because it
   * does not heed its stop.
   */
  void ended(RunningJob running, Exception failure) {
    LOG.error("Job [{}]", running.lease().job().id(), failure);
    failed(running, failure);
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
      commit(
          running,
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
    String owner = job.owner().name();
    String version = TableVersion.of(job);
    List<CatalogColumn> columns = plan.columns().stream().map(ResultColumn::column).toList();
    Path folder = userTables.newFolder(owner, name, version);
    boolean unseen = true;
    try (Execution execution = plan.execution()) {
      running.attach(execution);
      Written written = execution.write(folder);
      running.checkNotStopped();
      NewVersion made =
          new NewVersion(
              owner,
              name,
              version,
              folder,
              columns,
              written.rows(),
              written.bytes(),
              job.id(),
              parameters.adql());
      unseen = false;
      commit(
          running,
          JobResult.table(
              UserTableName.SCHEMA + "." + name.shown(), written.rows(), written.bytes()),
          connection -> userTables.commit(connection, made, parameters.existing()));
    } catch (LeaseLostException lost) {
      unseen = true;
      throw lost;
    } finally {
      if (unseen) {
        userTables.discard(folder);
      }
    }
  }
}
