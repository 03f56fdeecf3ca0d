package org.almagest.backend.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Small tables of ours as Parquet files. */
public final class DuckDbTableWriter {

  private DuckDbTableWriter() {}

  /**
   * Writes rows to a new file in one of the database's folders.
   *
   * @param rows each with a String, an Integer or null for each column
   */
  public static void write(
      DuckDb database, List<CatalogColumn> columns, List<@Nullable Object[]> rows, Path file) {
    try (DuckDBConnection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE written (" + declarations(columns) + ")");
      append(connection, rows);
      statement.execute("COPY written TO " + DuckDb.literal(file) + " (FORMAT parquet)");
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  private static void append(DuckDBConnection connection, List<@Nullable Object[]> rows)
      throws SQLException {
    try (DuckDBAppender appender = connection.createAppender("written")) {
      for (@Nullable Object[] row : rows) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else if (value instanceof String text) {
      appender.append(text);
    } else {
      throw new IllegalArgumentException("Not written yet: " + value.getClass().getName());
    }
  }

  private static String declarations(List<CatalogColumn> columns) {
    return columns.stream()
        .map(column -> quoted(column.name()) + " " + name(column.type()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name of a column type in DuckDB. */
  static String name(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case UNSIGNED_BYTE, SHORT -> "SMALLINT";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "REAL";
      case DOUBLE -> "DOUBLE";
      case STRING -> "VARCHAR";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }
}
