package org.almagest.api.result.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almagest.api.result.provenance.ServiceDescriptor;
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
      String id = referred.contains(index) ? VotableServices.columnId(columns, index) : null;
      attribute(xml, "ID", id);
      String link = id == null ? null : link(services, index, id);
      append(columns.get(index), link, serialization, xml);
    }
    return xml.toString();
  }

  private static void append(
      ResultColumn result,
      @Nullable String link,
      VotableSerialization serialization,
      StringBuilder xml) {
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
    if (link != null) {
      inside.add(link);
    }
    xml.append(inside.isEmpty() ? "/>\n" : ">" + String.join("", inside) + "</FIELD>\n");
  }

  /** Where the values of a column lead, for clients that follow no service descriptors. */
  private static @Nullable String link(List<ServiceDescriptor> services, int index, String id) {
    for (ServiceDescriptor service : services) {
      Optional<String> href = service.link(index, id);
      if (href.isPresent()) {
        return "<LINK"
            + VOSerializer.formatAttribute("content-type", service.contentType())
            + VOSerializer.formatAttribute("title", service.description())
            + VOSerializer.formatAttribute("href", href.get())
            + "/>";
      }
    }
    return null;
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
