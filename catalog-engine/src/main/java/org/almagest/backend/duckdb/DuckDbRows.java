package org.almagest.backend.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.backend.Values;
import org.jspecify.annotations.Nullable;

/** Rows of a streamed DuckDB result. */
final class DuckDbRows implements RowStream {

  private final Statement statement;
  private final ResultSet rows;
  private final List<ResultColumn> columns;

  DuckDbRows(Statement statement, ResultSet rows, List<ResultColumn> columns) {
    this.statement = statement;
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean advance() {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      return Values.as(columns.get(column).column().type(), rows.getObject(column + 1));
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }
}
