package org.almagest.api.result.encode;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.almagest.api.result.provenance.ServiceDescriptor;
import org.almagest.api.result.provenance.ServiceDescriptor.Input;
import org.almagest.api.result.provenance.ServiceDescriptor.OfColumn;
import org.almagest.api.result.provenance.ServiceDescriptor.Quantity;
import org.almagest.api.result.provenance.ServiceDescriptor.Text;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import uk.ac.starlink.votable.VOSerializer;

/** Services as resources of a VOTable (DataLink 1.1, section 4.1). */
final class VotableServices {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private VotableServices() {}

  /** The columns that need an identifier, since a service refers to them. */
  static Set<Integer> columns(List<ServiceDescriptor> services) {
    return services.stream()
        .flatMap(service -> service.inputs().stream())
        .filter(OfColumn.class::isInstance)
        .map(input -> ((OfColumn) input).column())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The identifier of a column in the document: its name if that can be one, since astropy takes
   * identifiers for names. Those of services have a hyphen, which no such name has.
   */
  static String columnId(List<ResultColumn> columns, int column) {
    String name = columns.get(column).name();
    return PLAIN_NAME.matcher(name).matches() ? name : "column-" + (column + 1);
  }

  /** The resources, to follow that of the rows. */
  static String resources(List<ServiceDescriptor> services, List<ResultColumn> columns) {
    StringBuilder xml = new StringBuilder();
    for (int index = 0; index < services.size(); index++) {
      append(services.get(index), index + 1, name(services, index), columns, xml);
    }
    return xml.toString();
  }

  /** Resources side by side have different names. */
  private static String name(List<ServiceDescriptor> services, int index) {
    String name = services.get(index).name();
    long before =
        services.subList(0, index).stream().filter(service -> service.name().equals(name)).count();
    return before == 0 ? name : name + "-" + (before + 1);
  }

  private static void append(
      ServiceDescriptor service,
      int number,
      String name,
      List<ResultColumn> columns,
      StringBuilder xml) {
    xml.append("<RESOURCE type=\"meta\" utype=\"adhoc:service\"")
        .append(VOSerializer.formatAttribute("ID", "service-" + number))
        .append(VOSerializer.formatAttribute("name", name))
        .append(">\n<DESCRIPTION>")
        .append(VOSerializer.formatText(service.description()))
        .append("</DESCRIPTION>\n");
    text("accessURL", service.accessUrl(), xml);
    if (service.standardId() != null) {
      text("standardID", service.standardId(), xml);
    }
    text("contentType", service.contentType(), xml);
    xml.append("<GROUP name=\"inputParams\">\n");
    for (Input input : service.inputs()) {
      append(input, columns, xml);
    }
    xml.append("</GROUP>\n</RESOURCE>\n");
  }

  private static void append(Input input, List<ResultColumn> columns, StringBuilder xml) {
    if (input instanceof Text text) {
      text(text.name(), text.value(), xml);
    } else if (input instanceof Quantity quantity) {
      param(quantity.name(), "double", xml)
          .append(VOSerializer.formatAttribute("unit", quantity.unit()))
          .append(VOSerializer.formatAttribute("ucd", quantity.ucd()))
          .append(
              VOSerializer.formatAttribute(
                  "value", String.format(Locale.ROOT, "%.6f", quantity.value())))
          .append("/>\n");
    } else if (input instanceof OfColumn ofColumn) {
      append(
          ofColumn,
          columns.get(ofColumn.column()).column(),
          columnId(columns, ofColumn.column()),
          xml);
    }
  }

  /** An identifier is a text in a request, whatever the column is (DataLink 1.1, section 2.1). */
  private static void append(OfColumn input, CatalogColumn column, String id, StringBuilder xml) {
    boolean isNumber = column.type() == ColumnType.DOUBLE || column.type() == ColumnType.FLOAT;
    param(input.name(), isNumber ? column.votableType().datatype() : "char", xml)
        .append(isNumber ? "" : " arraysize=\"*\"")
        .append(" value=\"\"")
        .append(VOSerializer.formatAttribute("ref", id));
    if (column.unit() != null) {
      xml.append(VOSerializer.formatAttribute("unit", column.unit()));
    }
    if (column.ucd() != null) {
      xml.append(VOSerializer.formatAttribute("ucd", column.ucd()));
    }
    xml.append("/>\n");
  }

  private static void text(String name, String value, StringBuilder xml) {
    param(name, "char", xml)
        .append(" arraysize=\"*\"")
        .append(VOSerializer.formatAttribute("value", value))
        .append("/>\n");
  }

  private static StringBuilder param(String name, String datatype, StringBuilder xml) {
    return xml.append("<PARAM")
        .append(VOSerializer.formatAttribute("name", name))
        .append(VOSerializer.formatAttribute("datatype", datatype));
  }
}
