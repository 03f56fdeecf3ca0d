package org.almagest.api.query;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.almagest.api.ScriptedEngine;
import org.almagest.api.ServiceSettings;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.JobTypes;
import org.almagest.api.job.Jobs;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.Workers;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.upload.Uploads;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;
import org.almagest.files.DurableFiles;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionTimes;

/** All that runs queries, without the web, over a scripted engine. */
final class QueryService implements AutoCloseable {
  private final Uploads uploads;
  private final UserTables tables;
  private final ResultWriter writer;
  private final Jobs jobs;
  private final JobAccess access;
  private final SyncQueries sync;

  QueryService(
      Workers workers, ServiceSettings settings, DataSource database, DataDirectory directory) {
    this(workers, settings, database, directory, new ScriptedEngine());
  }

  QueryService(
      Workers workers,
      ServiceSettings settings,
      DataSource database,
      DataDirectory directory,
      QueryEngine engine) {
    JobRules rules = new JobRules(settings.jobs(), settings.queue(), settings.limits());
    JobFiles files = new JobFiles(directory.root(), directory.results(), DurableFiles.onDisk());
    QueryStarter starter = new QueryStarter(engine, principal -> new Catalog(List.of()));
    this.uploads = new Uploads(directory, settings.uploads(), settings.limits());
    this.writer = new ResultWriter(directory.temporary());
    this.tables =
        new UserTables(
            database,
            directory,
            VersionTimes.of(settings.jobs().lease(), settings.jobs().sweepInterval()),
            DurableFiles.onDisk());
    ReadyQueries ready = new ReadyQueries(starter, tables);
    JobTypes types =
        new JobTypes(
            List.of(new QueryType(rules, ready, new QueryResults(files, writer, tables), uploads)));
    this.jobs = new Jobs(workers, rules, database, types, files);
    this.access = new JobAccess(jobs.store(), types, files, (principal, action, resource) -> true);
    this.sync = new SyncQueries(rules, jobs, ready, writer, uploads);
  }

  static NewJob wanted(Map<String, String> parameters) {
    return new NewJob(
        QueryType.NAME, Principal.ofDefaultClass(new User("ada")), null, parameters, null);
  }

  Jobs jobs() {
    return jobs;
  }

  JobAccess access() {
    return access;
  }

  SyncQueries sync() {
    return sync;
  }

  @Override
  public void close() {
    jobs.close();
    writer.close();
    uploads.close();
    tables.close();
  }
}
