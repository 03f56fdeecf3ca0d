package org.almagest.api.result.encode;

import java.util.Arrays;
import java.util.List;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of serialization TABLEDATA. A null is an empty cell (VOTable 1.4, section 6), but for arrays
 * of so many floating-point numbers, which are all NaN (DALI 1.1, section 3.3.7).
 */
final class TabledataRows implements RowEncoder {
  private final String[] nulls;

  TabledataRows(List<ResultColumn> columns) {
    this.nulls = columns.stream().map(column -> nullCell(column.column())).toArray(String[]::new);
  }

  private static String nullCell(CatalogColumn column) {
    VotableType type = column.votableType();
    String size = type.arraysize();
    boolean floating = type.datatype().startsWith("float") || type.datatype().startsWith("double");
    boolean complex = type.datatype().endsWith("Complex");
    if (!floating || (size == null && !complex) || (size != null && size.endsWith("*"))) {
      return "<TD/>";
    }
    int count =
        size == null
            ? 1
            : Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).reduce(1, (a, b) -> a * b);
    return "<TD>" + "NaN ".repeat(complex ? 2 * count : count).strip() + "</TD>";
  }

  @Override
  public void encode(@Nullable Object[] row, Bytes out) {
    out.add("<TR>");
    for (int column = 0; column < row.length; column++) {
      Object value = row[column];
      if (value == null) {
        out.add(nulls[column]);
      } else {
        out.add("<TD>");
        if (value instanceof String text) {
          XmlText.add(text, out);
        } else {
          out.add(CellValue.text(value));
        }
        out.add("</TD>");
      }
    }
    out.add("</TR>\n");
  }
}
