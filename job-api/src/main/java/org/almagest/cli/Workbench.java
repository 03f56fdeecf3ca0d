package org.almagest.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.almagest.api.EngineSettings;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.backend.spark.SparkSessions;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.Ingest;
import org.almagest.register.Registration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What the service and the commands that work beside it need of a data directory: its database, and
 * a Spark driver once it is asked for.
 */
final class Workbench implements AutoCloseable {

  private final DataDirectory data;
  private final Database database;
  private final CatalogStore catalog;
  private final EngineSettings engine;
  private final Scratch scratch;
  private @Nullable SparkSession spark;

  private Workbench(DataDirectory data, Database database, EngineSettings engine, Scratch scratch) {
    this.data = data;
    this.database = database;
    this.catalog = new CatalogStore(database.dataSource(), data);
    this.engine = engine;
    this.scratch = scratch;
  }

  /** Opens the database, starting the embedded one if need be. */
  static Workbench open(DataDirectory data, ServiceSettings settings) {
    Scratch scratch;
    try {
      scratch = Scratch.open(data);
    } catch (IOException e) {
      throw new CommandFailure(
          "The data directory [" + data.root() + "] cannot be used: " + e.getMessage(), e);
    }
    try {
      Database database = Database.open(data, settings.database());
      return new Workbench(data, database, settings.engine(), scratch);
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  DataDirectory data() {
    return data;
  }

  Database database() {
    return database;
  }

  CatalogStore catalog() {
    return catalog;
  }

  /** The Spark driver, started by the first to ask. */
  synchronized SparkSession spark() {
    SparkSession session = spark;
    if (session == null) {
      session =
          SparkSessions.start(
              engine.sparkMaster(),
              scratch.folder().resolve("spark"),
              engine.sparkShufflePartitions());
      spark = session;
    }
    return session;
  }

  /** A folder for spill files of this process, removed at its end. */
  Path scratch() {
    return scratch.folder();
  }

  /** On one machine the threads of this process do it faster than a driver starts. */
  Ingest ingest() {
    return engine.sparkMaster().startsWith("local")
        ? new Ingest(data, catalog, Clock.systemUTC())
        : new Ingest(spark(), data, catalog, Clock.systemUTC());
  }

  /** None leave those that the release has. */
  void keepExamples(String release, List<QueryExample> examples) {
    if (!examples.isEmpty()) {
      catalog.setExamples(release, examples);
    }
  }

  Registration registration() {
    return new Registration(data, catalog);
  }

  @Override
  public synchronized void close() {
    if (spark != null) {
      spark.stop();
    }
    database.close();
    scratch.close();
  }
}
