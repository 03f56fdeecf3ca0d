package org.almagest.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an engine hands them out, one at a time. Not for use by several threads, but for {@link
 * Execution#cancel()}, which makes {@link #advance()} throw.
 *
 * <p>Values are Boolean, Short (also for {@code UNSIGNED_BYTE}), Integer, Long, Float, Double,
 * String and {@link java.time.LocalDateTime}, as the column's type says, or null.
 */
public interface RowStream extends AutoCloseable {

  /** The columns, in order. */
  List<ResultColumn> columns();

  /**
   * Moves to the next row.
   *
   * @return false after the last one
   * @throws BackendException if the engine fails or the execution was cancelled
   */
  boolean advance();

  /**
   * A value of the current row.
   *
   * @param column its index, from 0
   */
  @Nullable Object value(int column);

  /** Frees what the stream holds; the engine stops if rows are left. */
  @Override
  void close();
}
