package org.almagest.api.result.encode;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a stream. Knows whether any were cut (TAP 1.1, section 2.7.4): exactly if the
 * stream has one more than the limit, so the engine is asked for that many.
 */
public final class LimitedRows {
  private final List<ResultColumn> columns;
  private final @Nullable RowStream rows;
  private final OptionalLong limit;
  private final UnaryOperator<RuntimeException> explanation;
  private final AtomicLong count = new AtomicLong();
  private boolean overflow;

  private LimitedRows(
      List<ResultColumn> columns,
      @Nullable RowStream rows,
      OptionalLong limit,
      UnaryOperator<RuntimeException> explanation) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.limit = limit;
    this.explanation = explanation;
  }

  /**
   * At most so many rows of a stream.
   *
   * @param limit empty for all
   * @param explanation turns a failure of the stream into what its reader is told
   */
  public static LimitedRows of(
      RowStream rows, OptionalLong limit, UnaryOperator<RuntimeException> explanation) {
    return new LimitedRows(rows.columns(), rows, limit, explanation);
  }

  /** No rows, and an overflow: what MAXREC=0 asks for (DALI 1.1, section 3.4.4). */
  public static LimitedRows metadataOnly(List<ResultColumn> columns) {
    LimitedRows none = new LimitedRows(columns, null, OptionalLong.of(0), UnaryOperator.identity());
    none.overflow = true;
    return none;
  }

  List<ResultColumn> columns() {
    return columns;
  }

  boolean advance() {
    if (rows == null) {
      return false;
    }
    if (limit.isPresent() && count.get() >= limit.getAsLong()) {
      overflow = advance(rows);
      return false;
    }
    if (advance(rows)) {
      count.incrementAndGet();
      return true;
    }
    return false;
  }

  private boolean advance(RowStream stream) {
    try {
      return stream.advance();
    } catch (RuntimeException failure) {
      throw explanation.apply(failure);
    }
  }

  @Nullable Object value(int column) {
    return rows == null ? null : rows.value(column);
  }

  /** How many rows were handed out so far; may be called by any thread. */
  public long count() {
    return count.get();
  }

  /** Whether rows were cut; known once the last row was handed out. */
  public boolean overflow() {
    return overflow;
  }
}
