package org.almagest.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A VOTable in TABLEDATA as columns of text. Widths come from the first rows; the others are
 * written as they come.
 */
final class TextTable {

  private static final int SAMPLE = 200;
  private static final int WIDEST = 40;

  private final PrintWriter out;
  private final List<String> names = new ArrayList<>();
  private final List<String> units = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();
  private final List<List<String>> sample = new ArrayList<>();
  private int[] widths = {};
  private long rows;
  private boolean overflow;

  TextTable(PrintWriter out) {
    this.out = out;
  }

  /** Copies the table; afterwards {@link #rows()} and {@link #overflow()} tell of it. */
  void copy(InputStream votable) {
    try {
      XMLStreamReader xml = ErrorDocument.safeXml().createXMLStreamReader(votable);
      List<String> row = new ArrayList<>();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "FIELD" -> field(xml);
            case "TR" -> row = new ArrayList<>();
            case "TD" -> row.add(xml.getElementText());
            case "INFO" -> info(xml);
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("TR")) {
          add(row);
        }
      }
    } catch (XMLStreamException e) {
      throw new CommandFailure("The answer of the service broke off: " + e.getMessage(), e);
    }
    if (widths.length == 0) {
      start();
    }
  }

  private void field(XMLStreamReader xml) {
    String name = xml.getAttributeValue(null, "name");
    String unit = xml.getAttributeValue(null, "unit");
    names.add(name == null ? "" : name);
    units.add(unit == null ? "" : unit);
    numbers.add(!"char".equals(xml.getAttributeValue(null, "datatype")));
  }

  private void info(XMLStreamReader xml) throws XMLStreamException {
    if (!"QUERY_STATUS".equals(xml.getAttributeValue(null, "name"))) {
      return;
    }
    String value = xml.getAttributeValue(null, "value");
    if ("ERROR".equals(value)) {
      throw new CommandFailure(xml.getElementText().strip());
    }
    overflow |= "OVERFLOW".equals(value);
  }

  private void add(List<String> row) {
    rows++;
    if (widths.length > 0) {
      print(row);
      return;
    }
    sample.add(row);
    if (sample.size() == SAMPLE) {
      start();
    }
  }

  private void start() {
    widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = Math.max(names.get(i).length(), units.get(i).length());
      sample.forEach(
          row ->
              widths[column] =
                  Math.max(widths[column], Math.min(WIDEST, row.get(column).length())));
    }
    print(names);
    if (units.stream().anyMatch(unit -> !unit.isEmpty())) {
      print(units);
    }
    print(names.stream().map(name -> "").toList(), '-');
    sample.forEach(this::print);
    sample.clear();
  }

  private void print(List<String> cells) {
    print(cells, ' ');
  }

  private void print(List<String> cells, char fill) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String pad = String.valueOf(fill).repeat(Math.max(0, widths[i] - cells.get(i).length()));
      line.append(i == 0 ? "" : "  ");
      line.append(numbers.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
    }
    out.println(line.toString().stripTrailing());
  }

  long rows() {
    return rows;
  }

  boolean overflow() {
    return overflow;
  }
}
