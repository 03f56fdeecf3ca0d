package org.almagest.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.api.EngineSettings;
import org.almagest.api.JobApiApplication;
import org.almagest.api.RunningService;
import org.almagest.api.ServiceParts;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.ServiceLock;
import org.almagest.api.web.Role;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.backend.spark.SparkSessions;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.almagest.engine.tapschema.TapSchema;
import org.almagest.ingest.Ingest;
import org.springframework.boot.web.server.PortInUseException;

/** The service and all that it runs on. */
final class Service implements AutoCloseable {

  /** Longer than a query may read a version that was replaced. */
  private static final Duration OLD_VERSIONS_KEPT = Duration.ofDays(2);

  private final ServiceLock lock;
  private final Workbench workbench;
  private final DuckDb duckDb;
  private final RunningService web;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Service(ServiceLock lock, Workbench workbench, DuckDb duckDb, RunningService web) {
    this.lock = lock;
    this.workbench = workbench;
    this.duckDb = duckDb;
    this.web = web;
  }

  /** Starts everything, or nothing. */
  static Service start(DataDirectory data, ServiceSettings settings) {
    ServiceLock lock =
        settings.server().role() == Role.ALL
            ? ServiceLock.acquire(data, "starting")
            : ServiceLock.join(data);
    try {
      Ingest.removeLeftovers(data);
      return start(lock, Workbench.open(data, settings), settings);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Service start(ServiceLock lock, Workbench workbench, ServiceSettings settings) {
    DuckDb duckDb = null;
    try {
      // Takes as long as the database, which starts meanwhile.
      workbench.spark();
      workbench.ingest().removeOldVersions(OLD_VERSIONS_KEPT);
      duckDb = new DuckDb(duckDbSettings(workbench, settings.engine()));
      RunningService web =
          JobApiApplication.start(settings, parts(workbench, duckDb, settings.engine()));
      if (settings.server().role() != Role.WORKER) {
        lock.announce(web.url());
      }
      Thread warming = new Thread(() -> SparkSessions.warm(workbench.spark()), "warm-spark");
      warming.setDaemon(true);
      warming.start();
      return new Service(lock, workbench, duckDb, web);
    } catch (RuntimeException e) {
      if (duckDb != null) {
        duckDb.close();
      }
      workbench.close();
      throw portInUse(e, settings);
    }
  }

  private static ServiceParts parts(Workbench workbench, DuckDb duckDb, EngineSettings engine) {
    DataDirectory data = workbench.data();
    TapSchema tapSchema = new TapSchema(workbench.scratch().resolve("tap_schema"));
    RoutingQueryEngine queries =
        new RoutingQueryEngine(
            List.of(
                new DuckDbBackend(duckDb),
                new SparkBackend(workbench.spark(), workbench.scratch())),
            new RouterSettings(
                engine.routerScanRows(), engine.routerMatchRows(), engine.routerListRows()),
            workbench.scratch().resolve("written"),
            tapSchema);
    return new ServiceParts(
        data,
        workbench.scratch(),
        workbench.database().dataSource(),
        queries,
        workbench.catalog()::releases,
        tapSchema::addTo,
        () ->
            Map.of(
                "duckdb", "memory limit " + engine.duckdbMemory().toMegabytes() + " MB",
                "spark", workbench.spark().version() + " on " + engine.sparkMaster()));
  }

  private static DuckDbSettings duckDbSettings(Workbench workbench, EngineSettings engine) {
    DataDirectory data = workbench.data();
    Integer threads = engine.duckdbThreads();
    return new DuckDbSettings(
        engine.duckdbMemory().toMegabytes(),
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        workbench.scratch().resolve("duckdb"),
        List.of(
            data.releases(),
            data.mydb(),
            data.cache(),
            data.results(),
            data.uploads(),
            workbench.scratch()));
  }

  private static RuntimeException portInUse(RuntimeException failure, ServiceSettings settings) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
        return new CommandFailure(
            "Port "
                + settings.server().port()
                + " of "
                + settings.server().address()
                + " is in use; choose another with --port, or 0 for any that is free",
            failure);
      }
    }
    return failure;
  }

  String url() {
    return web.url();
  }

  DataDirectory data() {
    return workbench.data();
  }

  Workbench workbench() {
    return workbench;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      web.close();
      duckDb.close();
      workbench.close();
      lock.close();
    }
  }
}
