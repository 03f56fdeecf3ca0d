package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * A database of SQLite with three tables: {@code result}, its {@code columns} as a VOTable declares
 * them, and {@code info} on where they come from. Arrays and geometries are texts as DALI writes
 * them, truth is 0 or 1, and what is not a number is null, since SQLite has no NaN. The database is
 * a file until it is sent: its pages change until the last row.
 */
final class SqliteEncoder implements ResultEncoder {
  private static final int BATCH = 1000;

  /** What SQLite is built for (its limit on columns). */
  private static final int MOST_COLUMNS = 2000;

  private static final String COLUMNS =
      "CREATE TABLE columns (name TEXT PRIMARY KEY, datatype TEXT, arraysize TEXT,"
          + " xtype TEXT, unit TEXT, ucd TEXT, utype TEXT, description TEXT)";

  private final Path scratch;

  /**
   * @param scratch a folder for the database until it is complete
   */
  SqliteEncoder(Path scratch) {
    this.scratch = scratch;
  }

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException {
    if (rows.columns().size() > MOST_COLUMNS) {
      throw new ServiceException(
          ServiceException.Code.BAD_PARAMETER,
          "SQLite holds at most %d columns, and the result has %d: choose another RESPONSEFORMAT"
              .formatted(MOST_COLUMNS, rows.columns().size()));
    }
    Path file = Files.createDirectories(scratch).resolve("rows-" + UUID.randomUUID() + ".sqlite");
    try {
      fill(file, rows, provenance);
      Files.copy(file, out);
      out.flush();
    } catch (SQLException failure) {
      if (isDiskFull(failure)) {
        throw new ServiceException(
            ServiceException.Code.DISK_FULL, "No space is left for the result", failure);
      }
      throw new IOException("SQLite failed: " + failure.getMessage(), failure);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A write that fails half-way is told as an error of input and output. */
  private static boolean isDiskFull(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && switch (sqlite.getResultCode()) {
          case SQLITE_FULL, SQLITE_IOERR_WRITE -> true;
          default -> false;
        };
  }

  private static void fill(Path file, LimitedRows rows, Provenance provenance) throws SQLException {
    try (Connection database = open(file)) {
      try (Statement statement = database.createStatement()) {
        statement.execute(COLUMNS);
        statement.execute("CREATE TABLE info (name TEXT, value TEXT)");
        statement.execute("CREATE TABLE result (" + declared(rows.columns()) + ")");
      }
      describe(database, rows.columns());
      insert(database, rows);
      infos(database, rows, provenance.infos());
      database.commit();
    }
  }

  /** Without what guards a database against a crash: after one the file is of no use. */
  private static Connection open(Path file) throws SQLException {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.OFF);
    settings.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    settings.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    Connection database = settings.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    database.setAutoCommit(false);
    return database;
  }

  private static String declared(List<ResultColumn> columns) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      text.append(column == 0 ? "\"" : ", \"")
          .append(columns.get(column).name().replace("\"", "\"\""))
          .append("\" ")
          .append(affinity(columns.get(column).column().type()));
    }
    return text.toString();
  }

  private static String affinity(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case UNSIGNED_BYTE, SHORT, INTEGER, LONG -> "INTEGER";
      case FLOAT, DOUBLE -> "REAL";
      case STRING, TIMESTAMP -> "TEXT";
    };
  }

  private static void describe(Connection database, List<ResultColumn> columns)
      throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (ResultColumn result : columns) {
        CatalogColumn column = result.column();
        add(
            insert,
            result.name(),
            column.votableType().datatype(),
            column.votableType().arraysize(),
            column.votableXtype().orElse(null),
            column.unit(),
            column.ucd(),
            column.utype(),
            column.description());
      }
    }
  }

  private static void insert(Connection database, LimitedRows rows) throws SQLException {
    int columns = rows.columns().size();
    String places = rows.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO result VALUES (" + places + ")")) {
      int waiting = 0;
      while (rows.advance()) {
        for (int column = 0; column < columns; column++) {
          insert.setObject(column + 1, stored(rows.value(column)));
        }
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  /** The value in a class that the driver binds without loss. */
  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Short number) {
      return (int) number;
    }
    if (value instanceof Float number) {
      return (double) number;
    }
    return value == null || value instanceof Number ? value : CellValue.text(value);
  }

  private static void infos(Connection database, LimitedRows rows, Map<String, String> infos)
      throws SQLException {
    try (PreparedStatement insert = database.prepareStatement("INSERT INTO info VALUES (?, ?)")) {
      for (Map.Entry<String, String> info : infos.entrySet()) {
        add(insert, info.getKey(), info.getValue());
      }
      add(insert, "QUERY_STATUS", rows.overflow() ? "OVERFLOW" : "OK");
    }
  }

  private static void add(PreparedStatement insert, @Nullable String... values)
      throws SQLException {
    for (int index = 0; index < values.length; index++) {
      insert.setString(index + 1, values[index]);
    }
    insert.executeUpdate();
  }
}
