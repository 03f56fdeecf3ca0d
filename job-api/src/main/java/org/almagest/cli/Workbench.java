package org.almagest.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.almagest.api.EngineSettings;
import org.almagest.api.ServiceSettings;
import org.almagest.api.database.Database;
import org.almagest.backend.spark.SparkSessions;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.Ingest;
import org.apache.spark.sql.SparkSession;

/**
 * What both the service and an ingest need of a data directory: its database and a Spark driver.
 */
final class Workbench implements AutoCloseable {

  private final DataDirectory data;
  private final Database database;
  private final CatalogStore catalog;
  private final SparkSession spark;
  private final Scratch scratch;

  private Workbench(
      DataDirectory data,
      Database database,
      CatalogStore catalog,
      SparkSession spark,
      Scratch scratch) {
    this.data = data;
    this.database = database;
    this.catalog = catalog;
    this.spark = spark;
    this.scratch = scratch;
  }

  /** Opens the database, starting the embedded one if need be, and starts Spark. */
  static Workbench open(DataDirectory data, ServiceSettings settings) {
    EngineSettings engine = settings.engine();
    Scratch scratch;
    try {
      scratch = Scratch.open(data);
    } catch (IOException e) {
      throw new CommandFailure(
          "The data directory [" + data.root() + "] cannot be used: " + e.getMessage(), e);
    }
    Database database = null;
    try {
      database = Database.open(data, settings.database());
      SparkSession spark =
          SparkSessions.start(
              engine.sparkMaster(),
              scratch.folder().resolve("spark"),
              engine.sparkShufflePartitions());
      return new Workbench(
          data, database, new CatalogStore(database.dataSource(), data), spark, scratch);
    } catch (RuntimeException e) {
      if (database != null) {
        database.close();
      }
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

  SparkSession spark() {
    return spark;
  }

  /** A folder for spill files of this process, removed at its end. */
  Path scratch() {
    return scratch.folder();
  }

  Ingest ingest() {
    return new Ingest(spark, data, catalog, Clock.systemUTC());
  }

  @Override
  public void close() {
    spark.stop();
    database.close();
    scratch.close();
  }
}
