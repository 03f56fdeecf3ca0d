package org.almagest.backend.duckdb;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.almagest.backend.MatchRelation.Column;
import org.almagest.hats.column.BinaryValues;
import org.almagest.hats.column.BooleanValues;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.FloatValues;
import org.almagest.hats.column.IntValues;
import org.almagest.hats.column.LongValues;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Decoded values as DuckDB takes them. */
final class MatchVector {

  private MatchVector() {}

  /**
   * Writes some values to the first rows of a vector.
   *
   * @param values null for nothing but nulls
   */
  static void write(
      Column column, @Nullable ColumnValues values, int from, int count, DuckDBWritableVector out) {
    for (int i = 0; i < count; i++) {
      if (values == null || values.isNull(from + i)) {
        out.setNull(i);
      } else {
        write(column, values, from + i, out, i);
      }
    }
  }

  private static void write(
      Column column, ColumnValues values, int row, DuckDBWritableVector out, int at) {
    switch (column.type()) {
      case BOOLEAN -> out.setBoolean(at, ((BooleanValues) values).array()[row]);
      case UNSIGNED_BYTE, SHORT -> out.setShort(at, (short) ((IntValues) values).array()[row]);
      case INTEGER -> out.setInt(at, ((IntValues) values).array()[row]);
      case LONG -> out.setLong(at, ((LongValues) values).array()[row]);
      case FLOAT -> out.setFloat(at, ((FloatValues) values).array()[row]);
      case DOUBLE -> out.setDouble(at, ((DoubleValues) values).array()[row]);
      case STRING -> out.setString(at, text((BinaryValues) values, row));
      case TIMESTAMP ->
          out.setTimestamp(at, time(((LongValues) values).array()[row], column.ticks()));
    }
  }

  private static String text(BinaryValues values, int row) {
    return new String(
        values.bytes(), values.offset(row), values.length(row), StandardCharsets.UTF_8);
  }

  private static LocalDateTime time(long stored, long ticks) {
    long nanos = Math.floorMod(stored, ticks) * (1_000_000_000 / ticks);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(stored, ticks), Math.toIntExact(nanos), ZoneOffset.UTC);
  }
}
