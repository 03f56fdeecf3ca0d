package org.almagest.api.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.votable.VOSerializer;

/** A FIELD element: what TAP_SCHEMA says of the column, and nothing else. */
final class VotableField {

  private VotableField() {}

  /**
   * The elements of all columns; empty texts stand for nulls in no serialization.
   *
   * @param services may refer to columns, which then have an identifier
   */
  static String all(
      List<ResultColumn> columns,
      VotableSerialization serialization,
      List<ServiceDescriptor> services) {
    StringBuilder xml = new StringBuilder();
    Set<Integer> referred = VotableServices.columns(services);
    for (int index = 0; index < columns.size(); index++) {
      xml.append("<FIELD");
      attribute(xml, "ID", referred.contains(index) ? VotableServices.columnId(index) : null);
      append(columns.get(index), serialization, xml);
    }
    return xml.toString();
  }

  private static void append(
      ResultColumn result, VotableSerialization serialization, StringBuilder xml) {
    CatalogColumn column = result.column();
    VotableType type = serialization.type(column);
    attribute(xml, "name", result.name());
    attribute(xml, "datatype", type.datatype());
    attribute(xml, "arraysize", type.arraysize());
    attribute(xml, "xtype", column.votableXtype().orElse(null));
    attribute(xml, "unit", column.unit());
    attribute(xml, "ucd", column.ucd());
    attribute(xml, "utype", column.utype());
    List<String> inside = new ArrayList<>();
    if (column.description() != null) {
      inside.add(
          "<DESCRIPTION>" + VOSerializer.formatText(column.description()) + "</DESCRIPTION>");
    }
    String nullValue = serialization == VotableSerialization.BINARY ? nullValue(column) : null;
    if (nullValue != null) {
      inside.add("<VALUES null=\"" + nullValue + "\"/>");
    }
    xml.append(inside.isEmpty() ? "/>\n" : ">" + String.join("", inside) + "</FIELD>\n");
  }

  /** BINARY has no other way to tell that a whole number is missing. */
  private static @Nullable String nullValue(CatalogColumn column) {
    ColumnType type = column.type();
    return switch (type) {
      case UNSIGNED_BYTE, SHORT -> Short.toString(Short.MIN_VALUE);
      case INTEGER -> Integer.toString(Integer.MIN_VALUE);
      case LONG -> Long.toString(Long.MIN_VALUE);
      case BOOLEAN, FLOAT, DOUBLE, STRING, TIMESTAMP -> null;
    };
  }

  private static void attribute(StringBuilder xml, String name, @Nullable String value) {
    if (value != null) {
      xml.append(VOSerializer.formatAttribute(name, value));
    }
  }
}
