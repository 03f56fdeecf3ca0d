package org.almagest.backend;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/** Values of engines in the classes that {@link RowStream} promises. */
public final class Values {

  private Values() {}

  /**
   * An engine's value as the declared type has it.
   *
   * @throws BackendException if a number does not fit the type
   */
  public static @Nullable Object as(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case BOOLEAN -> value instanceof Number number ? number.intValue() != 0 : (Boolean) value;
      case UNSIGNED_BYTE, SHORT ->
          value instanceof Short
              ? value
              : (Object) (short) within(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER ->
          value instanceof Integer
              ? value
              : (Object) (int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> value instanceof Long ? value : (Object) exactLong(value);
      case FLOAT -> value instanceof Float ? value : (Object) ((Number) value).floatValue();
      case DOUBLE -> value instanceof Double ? value : (Object) ((Number) value).doubleValue();
      case STRING -> value.toString();
      case TIMESTAMP -> timestamp(value);
    };
  }

  private static long within(Object value, long min, long max) {
    long number = exactLong(value);
    if (number < min || number > max) {
      throw overflow(value);
    }
    return number;
  }

  private static long exactLong(Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    try {
      return new BigDecimal(value.toString()).longValueExact();
    } catch (ArithmeticException e) {
      throw overflow(value);
    }
  }

  private static BackendException overflow(Object value) {
    return new BackendException(
        BackendException.Code.QUERY_FAILED,
        "The number ["
            + value
            + "] is out of the range of its column's type; CAST it to a larger"
            + " type");
  }

  private static LocalDateTime timestamp(Object value) {
    if (value instanceof LocalDateTime local) {
      return local;
    }
    if (value instanceof Timestamp instant) {
      return LocalDateTime.ofInstant(instant.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate().atStartOfDay();
    }
    throw new IllegalArgumentException("Not a time: " + value.getClass().getName());
  }
}
