package org.almagest.api.result.encode;

import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.jspecify.annotations.Nullable;

/** A page with the table. */
final class HtmlEncoder extends TextualEncoder {

  HtmlEncoder(EncodingThreads threads) {
    super(threads);
  }

  @Override
  String head(LimitedRows rows, Provenance provenance) {
    StringBuilder html =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"/><title>Query result</title>
            <style>table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:2px 6px}</style>
            </head><body>
            """);
    html.append("<dl>\n");
    provenance
        .infos()
        .forEach(
            (name, value) ->
                html.append("<dt>")
                    .append(XmlText.escaped(name))
                    .append("</dt><dd>")
                    .append(XmlText.escaped(value))
                    .append("</dd>\n"));
    html.append("</dl>\n<table>\n<thead><tr>");
    for (ResultColumn column : rows.columns()) {
      String description = column.column().description();
      html.append("<th");
      if (description != null) {
        html.append(" title=\"").append(XmlText.escaped(description)).append('"');
      }
      html.append('>').append(XmlText.escaped(column.name()));
      if (column.column().unit() != null) {
        html.append("<br/>[").append(XmlText.escaped(column.column().unit())).append(']');
      }
      html.append("</th>");
    }
    return html.append("</tr></thead>\n<tbody>\n").toString();
  }

  @Override
  RowEncoder rows(LimitedRows rows) {
    return HtmlEncoder::row;
  }

  private static void row(@Nullable Object[] row, Bytes out) {
    out.add("<tr>");
    for (Object value : row) {
      out.add("<td>");
      if (value != null) {
        XmlText.add(CellValue.text(value), out);
      }
      out.add("</td>");
    }
    out.add("</tr>\n");
  }

  @Override
  String tail(LimitedRows rows) {
    String cut = rows.overflow() ? "<p>Rows were cut at " + rows.count() + " (MAXREC).</p>\n" : "";
    return "</tbody>\n</table>\n" + cut + "</body></html>\n";
  }
}
