package org.almagest.backend.duckdb;

import org.almagest.function.EngineFunction;
import org.almagest.function.ValueType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** A function of {@code EngineFunctions} as one of DuckDB, called chunk by chunk. */
record DuckDbFunction(EngineFunction function) implements DuckDBScalarFunction {

  static DuckDBColumnType type(ValueType type) {
    return switch (type) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case INTEGER -> DuckDBColumnType.INTEGER;
      case BIGINT -> DuckDBColumnType.BIGINT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case TEXT -> DuckDBColumnType.VARCHAR;
    };
  }

  @Override
  public void apply(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    int count = function.parameters().size();
    @Nullable Object[] arguments = new Object[count];
    for (long row = 0; row < in.rowCount(); row++) {
      for (int i = 0; i < count; i++) {
        arguments[i] = value(in.vector(i), row, function.parameters().get(i));
      }
      write(out, row, function.call(arguments));
    }
  }

  private static @Nullable Object value(DuckDBReadableVector vector, long row, ValueType type) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (type) {
      case BOOLEAN -> vector.getBoolean(row);
      case INTEGER -> vector.getInt(row);
      case BIGINT -> vector.getLong(row);
      case DOUBLE -> vector.getDouble(row);
      case TEXT -> vector.getString(row);
    };
  }

  private void write(DuckDBWritableVector out, long row, @Nullable Object value) {
    if (value == null) {
      out.setNull(row);
      return;
    }
    switch (function.result()) {
      case BOOLEAN -> out.setBoolean(row, (Boolean) value);
      case INTEGER -> out.setInt(row, (Integer) value);
      case BIGINT -> out.setLong(row, (Long) value);
      case DOUBLE -> out.setDouble(row, (Double) value);
      case TEXT -> out.setString(row, (String) value);
    }
  }
}
