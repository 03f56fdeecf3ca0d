package org.almagest.api.web;

import java.io.OutputStream;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.almagest.api.error.LegalText;
import org.jspecify.annotations.Nullable;

/** An XML document that is written as it goes. */
public final class XmlDocument {
  private final XMLStreamWriter writer;

  /**
   * Begins a document.
   *
   * @param root the root element's name, with its prefix
   * @param namespaces URIs by prefix
   */
  public XmlDocument(OutputStream out, String root, Map<String, String> namespaces) {
    try {
      writer = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      writer.writeStartDocument("UTF-8", "1.0");
      writer.writeStartElement(root);
      for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
        writer.writeAttribute("xmlns:" + namespace.getKey(), namespace.getValue());
      }
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  /** Begins an element. */
  public XmlDocument open(String name) {
    try {
      writer.writeStartElement(name);
      return this;
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  /** Adds an attribute to the element that was just begun. */
  public XmlDocument attribute(String name, String value) {
    try {
      writer.writeAttribute(name, LegalText.replaced(value));
      return this;
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  /** Adds text. */
  public XmlDocument text(String text) {
    try {
      writer.writeCharacters(LegalText.replaced(text));
      return this;
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  /** Ends the element. */
  public XmlDocument close() {
    try {
      writer.writeEndElement();
      return this;
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  /** Adds an element that holds text alone. */
  public XmlDocument element(String name, String text) {
    return open(name).text(text).close();
  }

  /** Adds an element if there is text for it. */
  public XmlDocument optional(String name, @Nullable String text) {
    return text == null ? this : element(name, text);
  }

  /** Ends all elements and the document. */
  public void finish() {
    try {
      writer.writeEndDocument();
      writer.flush();
    } catch (XMLStreamException failure) {
      throw broken(failure);
    }
  }

  private static IllegalStateException broken(XMLStreamException failure) {
    return new IllegalStateException("The client went away", failure);
  }
}
