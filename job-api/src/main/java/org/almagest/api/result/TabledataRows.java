package org.almagest.api.result;

import org.jspecify.annotations.Nullable;

/** Rows of serialization TABLEDATA; a null is an empty cell (VOTable 1.4, section 6). */
final class TabledataRows implements RowEncoder {

  @Override
  public void encode(@Nullable Object[] row, Bytes out) {
    out.add("<TR>");
    for (Object value : row) {
      if (value == null) {
        out.add("<TD/>");
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
