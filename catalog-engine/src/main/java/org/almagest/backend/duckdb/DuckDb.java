package org.almagest.backend.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** One in-memory DuckDB database, locked down: it reads the given folders and nothing else. */
public final class DuckDb implements AutoCloseable {

  private final DuckDBConnection root;

  /**
   * Starts the database.
   *
   * @throws UncheckedIOException if the temporary folder cannot be made
   */
  public DuckDb(DuckDbSettings settings) {
    try {
      Files.createDirectories(settings.temporary());
      Properties properties = new Properties();
      properties.setProperty("jdbc_stream_results", "true");
      root = DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
      DuckDbSkyFunctions.register(root);
      configure(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  private void configure(DuckDbSettings settings) throws SQLException {
    String folders =
        Stream.concat(settings.readable().stream(), Stream.of(settings.temporary()))
            .map(DuckDb::literal)
            .collect(Collectors.joining(", ", "[", "]"));
    try (Statement statement = root.createStatement()) {
      statement.execute("SET memory_limit = '" + settings.memoryMiB() + "MiB'");
      statement.execute("SET threads = " + settings.threads());
      statement.execute("SET temp_directory = " + literal(settings.temporary()));
      statement.execute("SET parquet_metadata_cache = true");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET allowed_directories = " + folders);
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  /** A connection for one query; the caller closes it. */
  DuckDBConnection connect() throws SQLException {
    return root.duplicate();
  }

  /** A path as a string of SQL. */
  static String literal(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }
}
