package org.almagest.hats.write.parquet;

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
public final class VoParquet {

  private VoParquet() {}

  public static Map<String, String> keyValues(String table, List<CatalogColumn> columns) {
    return keyValues(table, columns, List.of());
  }

  /** The same, with columns that are tables of their own: as hats declares them. */
  public static Map<String, String> keyValues(
      String table, List<CatalogColumn> columns, List<NestedColumn> nested) {
    return Map.of(
        "IVOA.VOTable-Parquet.version",
        "1.0",
        "IVOA.VOTable-Parquet.content",
        content(table, columns, nested));
  }

  private static String content(
      String table, List<CatalogColumn> columns, List<NestedColumn> nested) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\n");
    xml.append(" <RESOURCE type=\"results\">\n  <TABLE");
    attribute(xml, "name", table);
    xml.append(">\n");
    columns.forEach(column -> field(xml, "", column));
    for (NestedColumn group : nested) {
      group.fields().forEach(field -> field(xml, group.name() + ".", field));
    }
    nested.forEach(group -> group(xml, group));
    return xml.append("  </TABLE>\n </RESOURCE>\n</VOTABLE>\n").toString();
  }

  private static void group(StringBuilder xml, NestedColumn group) {
    xml.append("   <GROUP");
    attribute(xml, "name", group.name());
    xml.append(">\n    <PARAM name=\"is_nested_column\" datatype=\"boolean\" value=\"t\"/>\n");
    for (CatalogColumn field : group.fields()) {
      xml.append("    <FIELDref");
      attribute(xml, "ref", group.name() + "." + field.name());
      xml.append("/>\n");
    }
    xml.append("   </GROUP>\n");
  }

  /** A field, which has an id where its group refers to it. */
  private static void field(StringBuilder xml, String prefix, CatalogColumn column) {
    xml.append("   <FIELD");
    attribute(xml, "ID", prefix.isEmpty() ? null : prefix + column.name());
    attribute(xml, "name", prefix + column.name());
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
