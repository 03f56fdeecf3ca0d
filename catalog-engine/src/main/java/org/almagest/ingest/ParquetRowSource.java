package org.almagest.ingest;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows that Spark reads; the last value of each is its number in the file, from 0. */
final class ParquetRowSource implements RowSource {

  private final Iterator<Row> rows;
  private long row;

  ParquetRowSource(Iterator<Row> rows) {
    this.rows = rows;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!rows.hasNext()) {
      return null;
    }
    Row current = rows.next();
    int columns = current.size() - 1;
    row = current.getLong(columns) + 1;
    @Nullable Object[] values = new @Nullable Object[columns];
    for (int index = 0; index < columns; index++) {
      values[index] = current.get(index);
    }
    return values;
  }

  @Override
  public long position() {
    return row;
  }

  @Override
  public void close() {}
}
