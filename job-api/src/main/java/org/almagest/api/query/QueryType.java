package org.almagest.api.query;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.almagest.api.job.Attempt;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobFiles.Stored;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.JobStates;
import org.almagest.api.job.JobType;
import org.almagest.api.job.Lane;
import org.almagest.api.limit.PerClass;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.api.upload.OpenUploads;
import org.almagest.api.upload.Uploads;
import org.almagest.backend.Execution;
import org.almagest.backend.Execution.Written;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.engine.QueryPlan;
import org.almagest.userdb.ExistingTable;
import org.almagest.userdb.NewVersion;
import org.almagest.userdb.UserTableName;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionWriting;

/** Queries as jobs: each is planned, runs in the lane of its plan, and leaves a file or a table. */
public final class QueryType implements JobType {
  /** The name of the type. */
  public static final String NAME = "query";

  private final PerClass<JobSettings> settings;
  private final QueryLane lanes;
  private final ReadyQueries queries;
  private final QueryResults results;
  private final Uploads uploads;

  QueryType(JobRules rules, ReadyQueries queries, QueryResults results, Uploads uploads) {
    this.settings = rules.perClass();
    this.lanes = new QueryLane(rules.queue().shortRows());
    this.queries = queries;
    this.results = results;
    this.uploads = uploads;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Lane lane() {
    return Lane.SHORT;
  }

  @Override
  public void run(Attempt attempt) throws IOException {
    Job job = attempt.job();
    QueryParameters parameters =
        QueryParameters.of(job.parameters()).within(settings.of(job.userClass()));
    parameters.destination().ifPresent(name -> checkFree(job, name, parameters));
    try (OpenUploads tables =
        uploads.open(
            job.id(),
            job.userClass(),
            job.attempts(),
            parameters.uploads(),
            attempt::checkNotStopped)) {
      run(attempt, parameters, tables);
    }
  }

  private void run(Attempt attempt, QueryParameters parameters, OpenUploads tables)
      throws IOException {
    try (ReadyQuery query = queries.ready(attempt.job().owner(), parameters, tables)) {
      QueryPlan plan = query.plan();
      Lane lane = lanes.of(plan.route());
      if (lane != attempt.lane()) {
        attempt.handOver(lane, Routes.note(plan.route()));
        return;
      }
      attempt.note(Routes.note(plan.route()));
      attempt.checkNotStopped();
      if (parameters.destination().isPresent()) {
        intoTable(attempt, plan, parameters, parameters.destination().get());
      } else {
        intoFile(attempt, plan, parameters);
      }
    }
  }

  private void checkFree(Job job, UserTableName name, QueryParameters parameters) {
    if (parameters.existing() == ExistingTable.FAIL
        && results.tables().find(job.owner().name(), name).isPresent()) {
      throw UserTables.tableExists(name);
    }
  }

  private void intoFile(Attempt attempt, QueryPlan plan, QueryParameters parameters)
      throws IOException {
    if (parameters.metadataOnly()) {
      publish(attempt, plan, parameters, LimitedRows.metadataOnly(plan.columns()));
      return;
    }
    try (Execution execution = plan.execution()) {
      attempt.attach(new EngineWork(execution));
      try (RowStream stream = execution.rows()) {
        LimitedRows rows = LimitedRows.of(stream, parameters.maxRec(), UnaryOperator.identity());
        attempt.counting(rows::count);
        publish(attempt, plan, parameters, rows);
      }
    }
  }

  private void publish(
      Attempt attempt, QueryPlan plan, QueryParameters parameters, LimitedRows rows)
      throws IOException {
    Provenance provenance =
        Provenance.of(parameters.adql(), plan, Provenance.Resource.ASYNC, attempt.job().baseUrl());
    Stored stored =
        results
            .files()
            .write(
                attempt,
                QueryResult.NAME,
                parameters.format().fileExtension(),
                out -> results.writer().write(parameters.format(), provenance, rows, out));
    attempt.publish(rows.count(), QueryResult.file(parameters, stored, rows));
  }

  private void intoTable(
      Attempt attempt, QueryPlan plan, QueryParameters parameters, UserTableName name) {
    Job job = attempt.job();
    UserTables tables = results.tables();
    List<CatalogColumn> columns = plan.columns().stream().map(ResultColumn::column).toList();
    try (VersionWriting version =
            tables.begin(
                job.owner().name(), name, "job " + job.id() + " attempt " + job.attempts());
        Execution execution = plan.execution()) {
      attempt.discardIfUnseen(version::discard);
      attempt.attach(new EngineWork(execution));
      Written written = execution.write(version.folder());
      attempt.checkNotStopped();
      NewVersion made =
          version.complete(columns, written.rows(), written.bytes(), job.id(), parameters.adql());
      attempt.publish(
          written.rows(),
          QueryResult.table(name, written.rows(), written.bytes()),
          connection -> tables.commit(connection, made, parameters.existing()));
    }
  }

  @Override
  public void removeInputs(String job) {
    uploads.delete(job);
  }

  @Override
  public void sweep(JobStates states) {
    uploads.sweep(states::isOver);
    results.tables().sweep();
  }
}
