package org.almagest.ingest.file;

import java.io.Serializable;
import java.time.format.DateTimeParseException;
import org.almagest.catalog.ColumnType;
import org.almagest.sky.text.Sexagesimal;

/** What the values of one column of text have been so far. */
public final class ColumnGuess implements Serializable {
  private static final long serialVersionUID = 1L;

  /** With fewer values than this, a single one that is no number makes the column text. */
  private static final long MANY_VALUES = 1_000;

  private long values;
  private long booleans;
  private long ints;
  private long longs;
  private long reals;
  private long times;
  private long sexagesimals;

  void add(String text) {
    if (Cells.isNull(text) || text.isBlank() || text.strip().equalsIgnoreCase("null")) {
      return;
    }
    values++;
    String value = text.strip();
    char first = value.charAt(0);
    if (isWhole(value)) {
      addWhole(value);
    } else if (isReal(value)) {
      reals++;
    } else if ((first >= '0' && first <= '9') || first == '+' || first == '-') {
      addStructured(value);
    } else if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      booleans++;
    }
  }

  private void addWhole(String value) {
    try {
      long number = Long.parseLong(value);
      reals++;
      longs++;
      if (number == (int) number) {
        ints++;
      }
    } catch (NumberFormatException e) {
      // More digits than a long has: an identifier that a double would round.
    }
  }

  private void addStructured(String value) {
    if (Sexagesimal.matches(value)) {
      sexagesimals++;
      return;
    }
    try {
      Cells.time(value);
      times++;
    } catch (DateTimeParseException e) {
      // Text.
    }
  }

  /** Zeros in front belong to a code, not to a number. */
  private static boolean isWhole(String value) {
    int start = value.charAt(0) == '-' || value.charAt(0) == '+' ? 1 : 0;
    int digits = value.length() - start;
    if (digits == 0 || (digits > 1 && value.charAt(start) == '0')) {
      return false;
    }
    for (int index = start; index < value.length(); index++) {
      if (value.charAt(index) < '0' || value.charAt(index) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isReal(String value) {
    char last = value.charAt(value.length() - 1);
    boolean marked = value.indexOf('.') >= 0 || value.indexOf('e') >= 0 || value.indexOf('E') >= 0;
    if (!marked && Character.isDigit(last)) {
      return false;
    }
    try {
      Double number = Cells.real(value);
      return number == null || !number.isInfinite() || !Character.isDigit(last);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  ColumnGuess plus(ColumnGuess other) {
    values += other.values;
    booleans += other.booleans;
    ints += other.ints;
    longs += other.longs;
    reals += other.reals;
    times += other.times;
    sexagesimals += other.sexagesimals;
    return this;
  }

  ColumnType type() {
    if (values == 0) {
      return ColumnType.STRING;
    }
    if (values == booleans) {
      return ColumnType.BOOLEAN;
    }
    if (nearlyAll(reals)) {
      if (ints == reals) {
        return ColumnType.INTEGER;
      }
      return longs == reals ? ColumnType.LONG : ColumnType.DOUBLE;
    }
    return nearlyAll(times) ? ColumnType.TIMESTAMP : ColumnType.STRING;
  }

  /** Whether a column that holds positions holds them as hours or degrees, minutes and seconds. */
  boolean isSexagesimal() {
    return sexagesimals > values / 2;
  }

  /**
   * One value in a thousand may be no number: it is a bad row then, rather than a reason to make
   * text of a column of numbers.
   */
  private boolean nearlyAll(long count) {
    return count == values || (values >= MANY_VALUES && values - count <= values / 1_000);
  }
}
