package org.almagest.api.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.jspecify.annotations.Nullable;

/** CSV as in RFC 4180, and TSV; a null is an empty field, and an empty text a quoted one. */
final class DelimitedEncoder implements ResultEncoder {
  private final Dialect dialect;

  DelimitedEncoder(Dialect dialect) {
    this.dialect = dialect;
  }

  /** How fields are told apart. */
  enum Dialect {
    /** Commas; quotes where needed. */
    CSV(',', "\r\n"),
    /** Tabs; a tab or line break inside a value becomes a blank, for the format has no quotes. */
    TSV('\t', "\n");

    private final char separator;
    private final String lineEnd;

    Dialect(char separator, String lineEnd) {
      this.separator = separator;
      this.lineEnd = lineEnd;
    }
  }

  @Override
  public void encode(LimitedRows rows, String query, OutputStream out) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
    List<ResultColumn> columns = rows.columns();
    for (int column = 0; column < columns.size(); column++) {
      separate(column, writer);
      text(columns.get(column).name(), writer);
    }
    writer.write(dialect.lineEnd);
    while (rows.advance()) {
      for (int column = 0; column < columns.size(); column++) {
        separate(column, writer);
        value(rows.value(column), writer);
      }
      writer.write(dialect.lineEnd);
    }
    writer.flush();
  }

  private void separate(int column, Writer writer) throws IOException {
    if (column > 0) {
      writer.write(dialect.separator);
    }
  }

  private void value(@Nullable Object value, Writer writer) throws IOException {
    if (value == null) {
      return;
    }
    if (value instanceof LocalDateTime time) {
      writer.write(Timestamps.dali(time));
    } else if (value instanceof String string) {
      text(string, writer);
    } else {
      writer.write(value.toString());
    }
  }

  private void text(String value, Writer writer) throws IOException {
    switch (dialect) {
      case TSV -> writer.write(value.replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
      case CSV -> {
        if (value.isEmpty() || needsQuotes(value)) {
          writer.write('"');
          writer.write(value.replace("\"", "\"\""));
          writer.write('"');
        } else {
          writer.write(value);
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
