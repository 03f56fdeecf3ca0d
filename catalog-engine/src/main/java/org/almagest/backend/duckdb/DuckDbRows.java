package org.almagest.backend.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.backend.Values;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a streamed DuckDB result, read chunk by chunk: a failure in the middle keeps its reason,
 * which a {@code ResultSet} loses.
 */
final class DuckDbRows implements RowStream {

  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
  private final List<ResultColumn> columns;
  private final DuckDBReadableVector[] vectors;
  private final Runnable check;
  private long rows;
  private long row = -1;

  /**
   * @param check throws if the execution was cancelled: rows that are here already need no engine
   */
  DuckDbRows(DuckDBPreparedStatement statement, List<ResultColumn> columns, Runnable check)
      throws SQLException {
    this.check = check;
    this.statement = statement;
    this.result = statement.query();
    this.columns = columns;
    this.vectors = new DuckDBReadableVector[columns.size()];
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean advance() {
    check.run();
    try {
      row++;
      while (row >= rows) {
        if (!nextChunk()) {
          return false;
        }
        DuckDBDataChunkReader chunk = result.chunk();
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = chunk.vector(i);
        }
        rows = chunk.rowCount();
        row = 0;
      }
      return true;
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }

  /** The driver throws {@code SQLException} here without declaring it. */
  private boolean nextChunk() throws SQLException {
    return result.nextChunk();
  }

  @Override
  public @Nullable Object value(int column) {
    DuckDBReadableVector vector = vectors[column];
    return vector.isNull(row)
        ? null
        : Values.as(columns.get(column).column().type(), read(vector, row));
  }

  private static Object read(DuckDBReadableVector vector, long row) {
    return switch (vector.getType()) {
      case BOOLEAN -> vector.getBoolean(row);
      case TINYINT -> (short) vector.getByte(row);
      case SMALLINT -> vector.getShort(row);
      case INTEGER -> vector.getInt(row);
      case BIGINT -> vector.getLong(row);
      case UTINYINT -> vector.getUint8(row);
      case USMALLINT -> vector.getUint16(row);
      case UINTEGER -> vector.getUint32(row);
      case UBIGINT -> vector.getUint64(row);
      case HUGEINT -> vector.getHugeInt(row);
      case FLOAT -> vector.getFloat(row);
      case DOUBLE -> vector.getDouble(row);
      case DECIMAL -> vector.getBigDecimal(row);
      case DATE -> vector.getLocalDate(row);
      case TIMESTAMP, TIMESTAMP_MS, TIMESTAMP_NS, TIMESTAMP_S -> vector.getLocalDateTime(row);
      default -> vector.getString(row);
    };
  }

  @Override
  public void close() {
    try {
      result.close();
      statement.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
  }
}
