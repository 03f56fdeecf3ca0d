package org.almagest.backend.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.backend.BackendException;
import org.almagest.backend.Execution;
import org.almagest.backend.Progress;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.ColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** One statement on a connection of its own. */
final class DuckDbExecution implements Execution {

  private static final int MOST_ROWS_OF_GROUP = 32_768;

  /** DuckDB writes them in such steps. */
  private static final int LEAST_ROWS_OF_GROUP = 2_048;

  /** Each of DuckDB's threads holds a row group that it gathers. */
  private static final long BYTES_OF_GROUP = 64L << 20;

  private final DuckDb database;
  private final String sql;
  private final List<ResultColumn> columns;
  private final Runnable onClose;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile @Nullable DuckDBConnection connection;
  private volatile @Nullable DuckDBPreparedStatement running;

  DuckDbExecution(DuckDb database, String sql, List<ResultColumn> columns, Runnable onClose) {
    this.database = database;
    this.sql = sql;
    this.columns = columns;
    this.onClose = onClose;
  }

  @Override
  public RowStream rows() {
    try {
      DuckDBPreparedStatement statement = start(sql);
      return new DuckDbRows(statement, columns, this::checkNotCancelled);
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  @Override
  public Written write(Path folder) {
    Path file = folder.resolve("part-00000.parquet");
    try {
      Files.createDirectories(folder);
      long rows = copy(file);
      return new Written(rows, Files.size(file));
    } catch (SQLException e) {
      discard(folder, file);
      throw DuckDbErrors.translate(e);
    } catch (IOException e) {
      discard(folder, file);
      throw new UncheckedIOException(e);
    }
  }

  private long copy(Path file) throws SQLException {
    String statement =
        "COPY ("
            + sql
            + ") TO "
            + DuckDb.literal(file)
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
            + rowsOfGroup()
            + ")";
    try (DuckDBPreparedStatement copy = start(statement)) {
      return copy.executeLargeUpdate();
    }
  }

  private int rowsOfGroup() {
    long bytes = columns.stream().mapToLong(column -> bytes(column.column().type())).sum();
    return (int)
        Math.max(
            LEAST_ROWS_OF_GROUP, Math.min(MOST_ROWS_OF_GROUP, BYTES_OF_GROUP / Math.max(1, bytes)));
  }

  /** About how many bytes DuckDB has for a value; for a text those beside it. */
  private static int bytes(ColumnType type) {
    return switch (type) {
      case BOOLEAN, UNSIGNED_BYTE -> 1;
      case SHORT -> 2;
      case INTEGER, FLOAT -> 4;
      case LONG, DOUBLE, TIMESTAMP -> 8;
      case STRING -> 32;
    };
  }

  private static void discard(Path folder, Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DuckDBPreparedStatement start(String text) throws SQLException {
    DuckDBConnection own = database.connect();
    connection = own;
    DuckDBPreparedStatement statement = own.prepare(text);
    running = statement;
    checkNotCancelled();
    return statement;
  }

  private void checkNotCancelled() {
    if (cancelled.get()) {
      throw new BackendException(BackendException.Code.CANCELLED, "The query was cancelled");
    }
  }

  @Override
  public Progress progress() {
    DuckDBPreparedStatement statement = running;
    try {
      if (statement == null || statement.isClosed()) {
        return Progress.UNKNOWN;
      }
      double percentage = statement.getQueryProgress().getPercentage();
      return percentage < 0 ? Progress.UNKNOWN : new Progress(Math.round(percentage), 100);
    } catch (SQLException e) {
      return Progress.UNKNOWN;
    }
  }

  @Override
  public void cancel() {
    cancelled.set(true);
    DuckDBPreparedStatement statement = running;
    if (statement == null) {
      return;
    }
    try {
      if (!statement.isClosed()) {
        statement.cancel();
      }
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  @Override
  public void close() {
    onClose.run();
    DuckDBConnection own = connection;
    if (own == null) {
      return;
    }
    try {
      own.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }
}
