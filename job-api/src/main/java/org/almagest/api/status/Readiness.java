package org.almagest.api.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.almagest.api.error.ServerPaths;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Whether all that a query needs is there: each part is used as a query would. */
final class Readiness {
  private static final Logger LOG = LogManager.getLogger(Readiness.class);
  private static final int DATABASE_SECONDS = 2;
  private static final Principal NOBODY = Principal.ofDefaultClass(new User("nobody"));

  private final DataSource database;
  private final DataDirectory directory;
  private final QueryEngine engine;
  private final VisibleCatalog catalog;

  /** Of the parts of a service. */
  Readiness(
      DataSource database, DataDirectory directory, QueryEngine engine, VisibleCatalog catalog) {
    this.database = database;
    this.directory = directory;
    this.engine = engine;
    this.catalog = catalog;
  }

  @FunctionalInterface
  private interface Check {
    void run() throws Exception;
  }

  /** By part, {@code ok} or what is wrong with it. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("database", result(this::database));
    parts.put("storage", result(this::storage));
    parts.put("engine", result(this::engine));
    return parts;
  }

  private static String result(Check check) {
    try {
      check.run();
      return "ok";
    } catch (Exception failure) {
      LOG.warn("A part of the service is not ready", failure);
      return ServerPaths.hidden(String.valueOf(failure.getMessage()));
    }
  }

  private void database() throws Exception {
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(DATABASE_SECONDS)) {
        throw new IOException("The database does not answer within " + DATABASE_SECONDS + " s");
      }
    }
  }

  private void storage() throws IOException {
    Path file =
        Files.createTempFile(Files.createDirectories(directory.results()), ".ready", ".tmp");
    Files.delete(file);
  }

  private void engine() {
    QueryRequest request =
        new QueryRequest(
            "SELECT TOP 1 schema_name FROM tap_schema.schemas",
            RoutePreference.DUCKDB,
            OptionalLong.of(1));
    try (Execution execution = engine.plan(request, catalog.of(NOBODY)).execution();
        RowStream rows = execution.rows()) {
      if (!rows.advance()) {
        throw new IllegalStateException("The engine finds no schema");
      }
    }
  }
}
