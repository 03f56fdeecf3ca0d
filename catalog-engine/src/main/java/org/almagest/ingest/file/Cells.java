package org.almagest.ingest.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/** Turns what a file holds into a value of the column's type. */
public final class Cells {

  private Cells() {}

  /** The value of a text of a file, or null for an empty one, {@code \N} and a number NaN. */
  static @Nullable Object parse(String text, ColumnType type) throws BadRowException {
    if (isNull(text)) {
      return null;
    }
    if (type == ColumnType.STRING) {
      return text;
    }
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equalsIgnoreCase("null")) {
      return null;
    }
    try {
      return switch (type) {
        case BOOLEAN -> bool(stripped);
        case UNSIGNED_BYTE -> (short) whole(stripped, 0, 255);
        case SHORT -> (short) whole(stripped, Short.MIN_VALUE, Short.MAX_VALUE);
        case INTEGER -> (int) whole(stripped, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case LONG -> Long.parseLong(stripped);
        case FLOAT -> real32(stripped);
        case DOUBLE -> real(stripped);
        case TIMESTAMP -> time(stripped);
        case STRING -> text;
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new BadRowException("[" + text + "] is not " + wanted(type));
    }
  }

  /** The value of an object of a typed file, or null for null and NaN. */
  public static @Nullable Object convert(@Nullable Object raw, ColumnType type)
      throws BadRowException {
    if (raw == null) {
      return null;
    }
    if (raw instanceof String text) {
      return parse(text, type);
    }
    if (raw instanceof Number number && Double.isNaN(number.doubleValue())) {
      return null;
    }
    try {
      return switch (type) {
        case BOOLEAN -> raw instanceof Boolean ? raw : bool(raw.toString());
        case UNSIGNED_BYTE -> (short) whole(raw, 0, 255);
        case SHORT -> (short) whole(raw, Short.MIN_VALUE, Short.MAX_VALUE);
        case INTEGER -> (int) whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case LONG -> whole(raw, Long.MIN_VALUE, Long.MAX_VALUE);
        case FLOAT -> narrow(number(raw));
        case DOUBLE -> number(raw).doubleValue();
        case TIMESTAMP -> time(raw);
        case STRING -> raw instanceof byte[] bytes ? utf8(bytes) : raw.toString();
      };
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
      throw new BadRowException("[" + raw + "] is not " + wanted(type));
    }
  }

  static boolean isNull(String text) {
    return text.isEmpty() || text.equals("\\N");
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Number number(Object raw) {
    if (raw instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException();
  }

  private static float narrow(Number number) {
    float value = number.floatValue();
    if (Float.isInfinite(value) && !Double.isInfinite(number.doubleValue())) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static long whole(Object raw, long low, long high) {
    long value;
    if (raw instanceof Long
        || raw instanceof Integer
        || raw instanceof Short
        || raw instanceof Byte) {
      value = number(raw).longValue();
    } else if (raw instanceof BigDecimal decimal) {
      value = decimal.longValueExact();
    } else if (raw instanceof BigInteger integer) {
      value = integer.longValueExact();
    } else {
      double real = number(raw).doubleValue();
      value = (long) real;
      if (value != real) {
        throw new IllegalArgumentException();
      }
    }
    if (value < low || value > high) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static long whole(String text, long low, long high) {
    long value = Long.parseLong(text);
    if (value < low || value > high) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  static @Nullable Double real(String text) {
    char last = text.charAt(text.length() - 1);
    if (last == 'd' || last == 'D' || last == 'f' || last == 'F') {
      // Java's own suffixes of literals are no numbers elsewhere.
      throw new IllegalArgumentException();
    }
    double value =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "nan", "-nan", "+nan" -> Double.NaN;
          case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
          case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(text);
        };
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }

  private static @Nullable Float real32(String text) {
    Double value = real(text);
    if (value == null) {
      return null;
    }
    float narrow = Float.isFinite(value.floatValue()) ? Float.parseFloat(text) : value.floatValue();
    if (Float.isInfinite(narrow) && !value.isInfinite()) {
      throw new IllegalArgumentException();
    }
    return narrow;
  }

  static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y" -> true;
      case "false", "f", "0", "no", "n" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  static LocalDateTime time(String text) {
    String iso =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + "T" + text.substring(11)
            : text;
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay();
    }
    char last = iso.charAt(iso.length() - 1);
    boolean zoned = last == 'Z' || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
    return zoned
        ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
        : LocalDateTime.parse(iso);
  }

  private static LocalDateTime time(Object raw) {
    if (raw instanceof LocalDateTime time) {
      return time;
    }
    if (raw instanceof Timestamp time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    }
    if (raw instanceof Instant time) {
      return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
    if (raw instanceof Date day) {
      return day.toLocalDate().atStartOfDay();
    }
    if (raw instanceof LocalDate day) {
      return day.atStartOfDay();
    }
    throw new IllegalArgumentException();
  }

  private static String wanted(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case UNSIGNED_BYTE -> "a whole number from 0 to 255";
      case SHORT -> "a whole number of 16 bits";
      case INTEGER -> "a whole number of 32 bits";
      case LONG -> "a whole number of 64 bits";
      case FLOAT -> "a number that a float holds";
      case DOUBLE -> "a number";
      case STRING -> "text";
      case TIMESTAMP -> "a date and time such as 2025-06-30T04:05:06.789";
    };
  }
}
