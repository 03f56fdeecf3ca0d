package org.almagest.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.almagest.api.EngineSettings;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.backend.spark.SparkSessions;
import org.almagest.catalog.Citation;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.nest.Nesting;
import org.almagest.register.Registration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What the service and the commands that work beside it need of a data directory: its database, and
 * a Spark driver once it is asked for.
 */
final class Workbench implements AutoCloseable {

  private final DataDirectory data;
  private final CompletableFuture<Database> database;
  private final EngineSettings engine;
  private final Scratch scratch;
  private @Nullable SparkSession spark;

  private Workbench(
      DataDirectory data,
      CompletableFuture<Database> database,
      EngineSettings engine,
      Scratch scratch) {
    this.data = data;
    this.database = database;
    this.engine = engine;
    this.scratch = scratch;
  }

  /**
   * Begins to open the database, starting the embedded one if need be. Who asks for it waits, and
   * hears of a failure.
   */
  static Workbench open(DataDirectory data, ServiceSettings settings) {
    Scratch scratch;
    try {
      scratch = Scratch.open(data);
    } catch (IOException e) {
      throw new CommandFailure(
          "The data directory [" + data.root() + "] cannot be used: " + e.getMessage(), e);
    }
    CompletableFuture<Database> database =
        CompletableFuture.supplyAsync(
            () -> Database.open(data, settings.database()),
            opening -> new Thread(opening, "open-database").start());
    return new Workbench(data, database, settings.engine(), scratch);
  }

  DataDirectory data() {
    return data;
  }

  /**
   * The database, once it is open.
   *
   * @throws org.almagest.api.database.DatabaseException if it cannot be opened
   */
  Database database() {
    try {
      return database.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Throws what {@link #database()} would if it is known by now that it cannot be opened. */
  void checkDatabase() {
    if (database.isCompletedExceptionally()) {
      database();
    }
  }

  CatalogStore catalog() {
    return new CatalogStore(database().dataSource(), data);
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
    SparkSession session = engine.sparkMaster().startsWith("local") ? null : spark();
    return new Ingest(session, data, this::catalog, Clock.systemUTC());
  }

  Nesting nesting() {
    return new Nesting(data, catalog(), Clock.systemUTC());
  }

  /** What is not said leaves what is known. */
  void keepCitation(String release, Citation citation) {
    if (!citation.isEmpty()) {
      catalog().addCitation(release, citation);
    }
  }

  Registration registration() {
    return new Registration(data, catalog());
  }

  @Override
  public synchronized void close() {
    if (spark != null) {
      spark.stop();
    }
    if (!database.handle((opened, failure) -> failure != null).join()) {
      database.join().close();
    }
    scratch.close();
  }
}
