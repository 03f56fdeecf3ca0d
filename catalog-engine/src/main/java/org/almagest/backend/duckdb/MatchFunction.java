package org.almagest.backend.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.almagest.backend.MatchRelation;
import org.almagest.backend.MatchRelation.Column;
import org.almagest.catalog.ColumnType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * The match as a table function of DuckDB: {@code almagest_match(number)} reads the match that is
 * held under that number. DuckDB's threads take its parts one after the other.
 */
final class MatchFunction
    implements DuckDBTableFunction<MatchRelation, MatchFunction.Parts, MatchRows> {

  static final String NAME = "almagest_match";

  private final Map<Long, MatchRelation> held = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  /** The parts of one scan that no thread has taken yet, and the columns that it wants. */
  record Parts(MatchRelation match, AtomicInteger taken, List<Integer> columns) {

    /** Copies the columns. */
    Parts {
      columns = List.copyOf(columns);
    }
  }

  /** Makes the function known to the connection's database. */
  void register(DuckDBConnection connection) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder
          .withName(NAME)
          .withParameter(DuckDBColumnType.BIGINT)
          .withProjectionPushdown()
          .withFunction(this)
          .register(connection);
    }
  }

  /** Holds a match until it is {@linkplain #release released}; gives its number. */
  long hold(MatchRelation match) {
    long number = next.incrementAndGet();
    held.put(number, match);
    return number;
  }

  void release(long number) {
    held.remove(number);
  }

  @Override
  public MatchRelation bind(DuckDBTableFunctionBindInfo info) {
    long number = info.getParameter(0).getLong();
    MatchRelation match = held.get(number);
    if (match == null) {
      throw new IllegalStateException("There is no match [" + number + "]");
    }
    for (Column column : match.columns()) {
      info.addResultColumn(column.name(), type(column.type()));
    }
    return match;
  }

  private static DuckDBColumnType type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case UNSIGNED_BYTE, SHORT -> DuckDBColumnType.SMALLINT;
      case INTEGER -> DuckDBColumnType.INTEGER;
      case LONG -> DuckDBColumnType.BIGINT;
      case FLOAT -> DuckDBColumnType.FLOAT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case STRING -> DuckDBColumnType.VARCHAR;
      case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
    };
  }

  @Override
  public Parts init(DuckDBTableFunctionInitInfo info) {
    MatchRelation match = info.getBindData();
    info.setMaxThreads(Math.max(1, match.parts().size()));
    List<Integer> columns = new ArrayList<>();
    for (long i = 0; i < info.getColumnCount(); i++) {
      columns.add((int) info.getColumnIndex(i));
    }
    return new Parts(match, new AtomicInteger(), columns);
  }

  @Override
  public MatchRows localInit(DuckDBTableFunctionInitInfo info) {
    return new MatchRows();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out)
      throws IOException {
    MatchRows rows = info.getLocalInitData();
    return rows.next(info.getInitData(), out);
  }
}
