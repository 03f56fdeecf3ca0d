package org.almagest.backend.spark;

import java.util.Iterator;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.backend.Values;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of a data set, partition by partition. */
final class SparkRows implements RowStream {

  private final List<ResultColumn> columns;
  private final Iterator<Row> rows;
  private final Runnable check;
  private final Runnable onClose;
  private @Nullable Row current;

  /**
   * @param check throws if the execution was cancelled: the next partition would start a new job
   */
  SparkRows(List<ResultColumn> columns, Iterator<Row> rows, Runnable check, Runnable onClose) {
    this.check = check;
    this.columns = columns;
    this.rows = rows;
    this.onClose = onClose;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean advance() {
    check.run();
    try {
      current = rows.hasNext() ? rows.next() : null;
      return current != null;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      throw SparkErrors.translate(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    Row row = current;
    if (row == null) {
      throw new IllegalStateException("There is no current row");
    }
    return Values.as(columns.get(column).column().type(), row.get(column));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
