package org.almagest.hats;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a Parquet file mean, as a VOTable without data in its footer tells.
 *
 * @param byName by the name of the column; {@code lightcurve.mjd} for a field of a nested one
 * @see <a href="https://www.ivoa.net/documents/Notes/VOParquet/">Parquet in the VO</a>
 */
public record VoFields(Map<String, Field> byName) {

  /** The key of the VOTable in a footer. */
  public static final String KEY = "IVOA.VOTable-Parquet.content";

  /** What is told of a column; null where nothing is. */
  public record Field(
      @Nullable String unit,
      @Nullable String ucd,
      @Nullable String utype,
      @Nullable String description) {}

  /** The fields of a file that tells nothing of them. */
  public static final VoFields NONE = new VoFields(Map.of());

  /** Copies the map. */
  public VoFields {
    byName = Map.copyOf(byName);
  }

  /** What is told of a column. */
  public Optional<Field> field(String column) {
    return Optional.ofNullable(byName.get(column));
  }

  /**
   * Reads the fields of the first table.
   *
   * @throws HatsException if it is not XML
   */
  public static VoFields parse(String votable) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, Field> fields = new LinkedHashMap<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(votable));
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("FIELD")) {
          String name = xml.getAttributeValue(null, "name");
          Field field = field(xml);
          if (name != null) {
            fields.putIfAbsent(name, field);
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("TABLE")) {
          break;
        }
      }
      xml.close();
    } catch (XMLStreamException e) {
      throw new HatsException(
          "The VOTable in the footer of a Parquet file is not XML: " + e.getMessage(), e);
    }
    return new VoFields(fields);
  }

  private static Field field(XMLStreamReader xml) throws XMLStreamException {
    String unit = text(xml.getAttributeValue(null, "unit"));
    String ucd = text(xml.getAttributeValue(null, "ucd"));
    String utype = text(xml.getAttributeValue(null, "utype"));
    String description = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("DESCRIPTION")) {
        description = text(xml.getElementText());
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("FIELD")) {
        break;
      }
    }
    return new Field(unit, ucd, utype, description);
  }

  private static @Nullable String text(@Nullable String text) {
    String plain = text == null ? "" : text.replaceAll("\\s+", " ").strip();
    return plain.isEmpty() ? null : plain;
  }
}
