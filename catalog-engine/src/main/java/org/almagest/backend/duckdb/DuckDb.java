package org.almagest.backend.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** One in-memory DuckDB database, locked down: it reads the folders of tables and nothing else. */
public final class DuckDb implements AutoCloseable {

  private final DuckDbSettings settings;
  private final Set<Path> readable;
  private final MatchFunction matches = new MatchFunction();
  private DuckDBConnection root;

  /**
   * Starts the database.
   *
   * @throws UncheckedIOException if the temporary folder cannot be made
   */
  public DuckDb(DuckDbSettings settings) {
    this.settings = settings;
    this.readable = new LinkedHashSet<>(settings.readable());
    try {
      Files.createDirectories(settings.temporary());
      root = open(settings, readable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  /**
   * Lets queries read folders too, those of tables that were registered where they are. A database
   * that is locked down does not open up again: another takes its place, and the old one ends with
   * the last query on it.
   */
  synchronized void allow(Collection<Path> folders) throws SQLException {
    List<Path> missing =
        folders.stream().filter(folder -> readable.stream().noneMatch(folder::startsWith)).toList();
    if (missing.isEmpty()) {
      return;
    }
    Set<Path> wider = new LinkedHashSet<>(readable);
    wider.addAll(missing);
    DuckDBConnection old = root;
    root = open(settings, wider);
    readable.addAll(missing);
    old.close();
  }

  private DuckDBConnection open(DuckDbSettings settings, Set<Path> readable) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    DuckDBConnection opened =
        DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    DuckDbSkyFunctions.register(opened);
    matches.register(opened);
    configure(opened, settings, readable);
    return opened;
  }

  private static void configure(DuckDBConnection root, DuckDbSettings settings, Set<Path> readable)
      throws SQLException {
    String folders =
        Stream.concat(readable.stream(), Stream.of(settings.temporary()))
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

  /** The matches that queries read. */
  MatchFunction matches() {
    return matches;
  }

  /** A connection for one query; the caller closes it. */
  synchronized DuckDBConnection connect() throws SQLException {
    return root.duplicate();
  }

  /** A path as a string of SQL. */
  static String literal(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  @Override
  public synchronized void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }
}
