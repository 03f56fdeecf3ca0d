package org.almagest.hats.write;

import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a Parquet file mean, as a VOTable without data inside its footer.
 *
 * @see <a href="https://www.ivoa.net/documents/Notes/VOParquet/">Parquet in the VO</a>
 */
final class VoParquet {

  private VoParquet() {}

  static Map<String, String> keyValues(String table, List<CatalogColumn> columns) {
    return Map.of(
        "IVOA.VOTable-Parquet.version",
        "1.0",
        "IVOA.VOTable-Parquet.content",
        content(table, columns));
  }

  private static String content(String table, List<CatalogColumn> columns) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\n");
    xml.append(" <RESOURCE type=\"results\">\n  <TABLE");
    attribute(xml, "name", table);
    xml.append(">\n");
    for (CatalogColumn column : columns) {
      xml.append("   <FIELD");
      attribute(xml, "name", column.name());
      attribute(xml, "datatype", datatype(column.type()));
      if (column.type() == ColumnType.STRING || column.type() == ColumnType.TIMESTAMP) {
        attribute(xml, "arraysize", "*");
      }
      if (column.type() == ColumnType.TIMESTAMP) {
        attribute(xml, "xtype", "timestamp");
      }
      attribute(xml, "unit", column.unit());
      attribute(xml, "ucd", column.ucd());
      attribute(xml, "utype", column.utype());
      String description = column.description();
      if (description == null || description.isBlank()) {
        xml.append("/>\n");
      } else {
        xml.append(">\n    <DESCRIPTION>").append(escaped(description));
        xml.append("</DESCRIPTION>\n   </FIELD>\n");
      }
    }
    return xml.append("  </TABLE>\n </RESOURCE>\n</VOTABLE>\n").toString();
  }

  private static void attribute(StringBuilder xml, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      xml.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ");
  }

  private static String datatype(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case UNSIGNED_BYTE -> "unsignedByte";
      case SHORT -> "short";
      case INTEGER -> "int";
      case LONG -> "long";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case STRING -> "unicodeChar";
      case TIMESTAMP -> "char";
    };
  }
}
