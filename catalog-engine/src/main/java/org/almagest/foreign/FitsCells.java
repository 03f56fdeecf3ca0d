package org.almagest.foreign;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at those cells of the rows of a FITS table that may hold what they should not. */
final class FitsCells {
  private final List<FitsColumn> columns;
  private final boolean isText;
  private final double heap;
  private final CellProblems problems;

  FitsCells(FitsCards header, CellProblems problems) {
    this.isText = header.isText();
    long rowBytes = header.number("NAXIS1", 0);
    this.columns =
        FitsColumn.of(header).stream()
            .filter(column -> column.place() >= 0 && column.end() <= rowBytes)
            .filter(
                column ->
                    isText ? column.form() != 'A' : column.isVariable() || column.form() == 'L')
            .toList();
    double table = (double) rowBytes * header.number("NAXIS2", 0);
    double gap = header.has("THEAP") ? header.number("THEAP", 0) - table : 0;
    this.heap = header.number("PCOUNT", 0) - Math.max(0, gap);
    this.problems = problems;
  }

  /** Whether there is nothing to look at. */
  boolean isEmpty() {
    return columns.isEmpty();
  }

  /**
   * @param number of the row, from 1
   * @throws ForeignTableException if its arrays are too long, or lie nowhere
   */
  void check(byte[] row, long number) {
    double bytes = 0;
    for (FitsColumn column : columns) {
      @Nullable String problem = null;
      if (isText) {
        problem = text(row, column);
      } else if (column.isVariable()) {
        double length =
            integer(row, column.place(), column.descriptorBytes()) * column.elementBytes();
        bytes += length;
        RowLimit.check("a row", bytes);
        double offset =
            integer(row, column.place() + column.descriptorBytes(), column.descriptorBytes());
        if (length > 0 && offset + length > heap) {
          problem = "its array lies outside of the data";
        }
      } else {
        problem = logical(row, column);
      }
      if (problem != null) {
        problems.found(number, "column [" + column.name() + "]: " + problem);
      }
    }
  }

  private static @Nullable String logical(byte[] row, FitsColumn column) {
    for (long place = column.place(); place < column.end(); place++) {
      byte value = row[(int) place];
      if (value != 'T' && value != 'F' && value != 0 && value != ' ') {
        return String.format(
            Locale.ROOT, "byte [%02x] is not T, F or 0 (form L)", Byte.toUnsignedInt(value));
      }
    }
    return null;
  }

  private static @Nullable String text(byte[] row, FitsColumn column) {
    String cell =
        new String(row, (int) column.place(), (int) column.count(), StandardCharsets.ISO_8859_1);
    String text = cell.replace('\0', ' ').strip();
    if (text.isEmpty() || text.equals(column.nullText())) {
      return null;
    }
    boolean holds =
        column.form() == 'I'
            ? ElementType.INT64.holds(text)
            : ElementType.FLOAT64.holds(text.replace('D', 'E').replace('d', 'e'));
    return holds
        ? null
        : "[" + Shown.of(text) + "] is not a number (form " + column.form() + column.count() + ")";
  }

  /** A negative number is too large as well. */
  private static double integer(byte[] row, long place, int bytes) {
    double value = 0;
    for (int index = 0; index < bytes; index++) {
      int digit = row[(int) place + index];
      value = value * 256 + (index == 0 && digit < 0 ? 256.0 : digit & 0xff);
    }
    return value;
  }
}
