package org.almagest.api.result.encode;

import org.jspecify.annotations.Nullable;

/** Rows of CSV as in RFC 4180, and of TSV; a null is an empty field, an empty text a quoted one. */
final class DelimitedRows implements RowEncoder {
  private final Dialect dialect;

  DelimitedRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /** How fields are told apart. */
  enum Dialect {
    /** Commas; quotes where needed. */
    CSV(',', "\r\n"),
    /** Tabs; a tab or line break inside a value becomes a blank, for the format has no quotes. */
    TSV('\t', "\n"),
    /** As CSV, with line ends that ECSV knows. */
    ECSV(',', "\n");

    private final char separator;
    private final String lineEnd;

    Dialect(char separator, String lineEnd) {
      this.separator = separator;
      this.lineEnd = lineEnd;
    }
  }

  @Override
  public void encode(@Nullable Object[] row, Bytes out) {
    for (int column = 0; column < row.length; column++) {
      if (column > 0) {
        out.add(dialect.separator);
      }
      Object value = row[column];
      if (value instanceof String text) {
        text(text, out);
      } else if (value != null) {
        out.add(value(value));
      }
    }
    out.add(dialect.lineEnd);
  }

  private String value(Object value) {
    if (dialect == Dialect.ECSV && value instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    return CellValue.text(value);
  }

  private void text(String value, Bytes out) {
    switch (dialect) {
      case TSV -> out.add(value.replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
      case CSV, ECSV -> {
        if (value.isEmpty() || needsQuotes(value)) {
          out.add('"').add(value.replace("\"", "\"\"")).add('"');
        } else {
          out.add(value);
        }
      }
    }
  }

  private static boolean needsQuotes(String value) {
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      if (character == ',' || character == '"' || character == '\n' || character == '\r') {
        return true;
      }
    }
    return value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ';
  }
}
