package org.almagest.cli;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a service says when something is wrong: a VOTable with an INFO, or plain text. */
final class ErrorDocument {

  private ErrorDocument() {}

  /** The message in the document; the document itself where it is not a VOTable. */
  static String message(String document) {
    if (!document.stripLeading().startsWith("<")) {
      return document.strip();
    }
    try {
      XMLStreamReader xml =
          safeXml().createXMLStreamReader(new StringReader(document.stripLeading()));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("INFO")
            && "QUERY_STATUS".equals(xml.getAttributeValue(null, "name"))
            && "ERROR".equals(xml.getAttributeValue(null, "value"))) {
          return xml.getElementText().strip();
        }
      }
    } catch (XMLStreamException e) {
      return document.strip();
    }
    return document.strip();
  }

  /** A parser that resolves nothing from outside the document. */
  static XMLInputFactory safeXml() {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
