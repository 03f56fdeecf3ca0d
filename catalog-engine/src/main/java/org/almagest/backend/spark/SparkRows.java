package org.almagest.backend.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.backend.Values;
import org.almagest.backend.spark.rows.RowParts;
import org.jspecify.annotations.Nullable;

/** Rows of a data set, partition by partition. */
final class SparkRows implements RowStream {

  private final List<ResultColumn> columns;
  private final RowParts rows;
  private final Runnable check;
  private final Runnable onClose;

  /**
   * @param check throws if the execution was cancelled, though rows may be there
   */
  SparkRows(List<ResultColumn> columns, RowParts rows, Runnable check, Runnable onClose) {
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
      return rows.advance();
    } catch (ExecutionException e) {
      throw SparkErrors.translate(e.getCause() instanceof Exception cause ? cause : e);
    } catch (Exception e) {
      throw SparkErrors.translate(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    return Values.as(columns.get(column).column().type(), rows.value(column));
  }

  @Override
  public void close() {
    onClose.run();
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
