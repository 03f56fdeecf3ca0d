package org.almagest.api.job;

import java.util.List;
import javax.sql.DataSource;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.engine.QueryEngine;
import org.almagest.userdb.UserTables;

/**
 * Everything that runs jobs in this process, put together; closing it stops the workers and gives
 * their jobs back.
 */
public final class Jobs implements AutoCloseable {
  private final JobStore store;
  private final JobEvents events;
  private final JobWatch watch;
  private final WorkThreads threads;
  private final JobRunner runner;
  private final JobSweep sweep;
  private final SyncQueries sync;
  private final JobWait wait;

  /** Starts the workers. */
  public Jobs(
      Workers workers,
      JobSettings settings,
      QueueSettings queueSettings,
      LimitSettings limits,
      DataSource dataSource,
      QueryEngine engine,
      VisibleCatalog catalog,
      ResultStore results,
      UserTables userTables,
      Uploads uploads) {
    LeaseStore leases = new LeaseStore(dataSource, settings, limits);
    QueryStarter queries = new QueryStarter(engine, catalog);
    this.store = new JobStore(dataSource, settings, limits);
    this.events = new JobEvents(dataSource);
    this.watch = new JobWatch(leases, events, settings.stopGrace());
    this.threads = new WorkThreads(settings.stuckQueries());
    this.sync =
        new SyncQueries(
            settings, queueSettings, limits, queries, leases, watch, threads, results, uploads);
    JobQueue queue = new JobQueue(dataSource, settings, queueSettings, limits);
    this.wait = new JobWait(store, events, settings);
    this.sweep = new JobSweep(settings, store, leases, results, userTables, uploads);
    if (workers.areAlone()) {
      leases.beginAlone();
      userTables.sweepAtStart(sweep::isLeftover);
    }
    this.runner =
        new JobRunner(
            workers,
            queue,
            events,
            watch,
            new AsyncRun(
                settings.perClass(limits), queries, queue, leases, results, userTables, uploads),
            threads);
  }

  /** The jobs in the database. */
  public JobStore store() {
    return store;
  }

  /** Queries whose caller waits. */
  public SyncQueries sync() {
    return sync;
  }

  /** Waits for changes. */
  public JobWait waiting() {
    return wait;
  }

  /** The jobs that run in this process, synchronous ones included. */
  public List<Job> running() {
    return watch.running().stream().map(job -> job.lease().job()).toList();
  }

  /** The jobs whose queries do not heed their stop, and hold a thread each. */
  public List<Job> stuck() {
    return threads.stuck().stream().map(job -> job.lease().job()).toList();
  }

  @Override
  public void close() {
    wait.close();
    runner.close();
    threads.close();
    sweep.close();
    watch.close();
    events.close();
  }
}
