package org.almagest.api.result.encode;

import java.util.List;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/** Columns side by side, each as wide as most of its values need; wider values push the others. */
final class PlainTextEncoder extends TextualEncoder {

  PlainTextEncoder(EncodingThreads threads) {
    super(threads);
  }

  @Override
  String head(LimitedRows rows, Provenance provenance) {
    List<ResultColumn> columns = rows.columns();
    StringBuilder names = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (int index = 0; index < columns.size(); index++) {
      int width = width(columns.get(index));
      String name = columns.get(index).name();
      names.append(index > 0 ? " | " : "").append(name).append(" ".repeat(width - name.length()));
      line.append(index > 0 ? "-+-" : "").append("-".repeat(width));
    }
    return names + "\n" + line + "\n";
  }

  private static int width(ResultColumn column) {
    return Math.max(width(column.column().type()), column.name().length());
  }

  private static int width(ColumnType type) {
    return switch (type) {
      case BOOLEAN, UNSIGNED_BYTE, SHORT -> 6;
      case INTEGER, FLOAT -> 13;
      case LONG, STRING -> 20;
      case DOUBLE -> 23;
      case TIMESTAMP -> 26;
    };
  }

  @Override
  RowEncoder rows(LimitedRows rows) {
    int[] widths = rows.columns().stream().mapToInt(PlainTextEncoder::width).toArray();
    return (row, out) -> {
      for (int column = 0; column < row.length; column++) {
        String text = text(row[column]);
        out.add(column > 0 ? " | " : "").add(text);
        out.add(" ".repeat(Math.max(0, widths[column] - text.length())));
      }
      out.add('\n');
    };
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : CellValue.text(value).replace('\n', ' ').replace('\r', ' ');
  }

  @Override
  String tail(LimitedRows rows) {
    return rows.overflow() ? "Rows were cut at " + rows.count() + " (MAXREC)\n" : "";
  }
}
