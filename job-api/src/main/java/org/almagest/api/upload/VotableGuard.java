package org.almagest.api.upload;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.almagest.api.error.ServiceException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Sees a VOTable before its reader does, and refuses what refers to other documents or would need
 * more memory than a row may have.
 */
final class VotableGuard extends XMLFilterImpl {
  private static final int DEPTH = 100;

  private final TableTarget target;
  private final List<VotableCells> columns = new ArrayList<>();
  private double rowBytes;
  private int depth;
  private long text;
  private int flags;
  private String streamUri = "";
  private String streamName = "";
  private @Nullable BinaryLengths lengths;

  VotableGuard(XMLReader parent, TableTarget target) {
    super(parent);
    this.target = target;
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes)
      throws SAXException {
    depth++;
    if (depth > DEPTH) {
      throw target.bad("has elements within elements, more than " + DEPTH + " levels deep");
    }
    text = 0;
    switch (localName) {
      case "TABLE" -> {
        columns.clear();
        rowBytes = 0;
      }
      case "FIELD" -> {
        VotableCells cells = cells(attributes);
        columns.add(cells);
        rowBytes += cells.declaredBytes();
        RowLimit.check(target, "rows", rowBytes);
      }
      case "PARAM" -> RowLimit.check(target, "a PARAM", cells(attributes).declaredBytes());
      case "BINARY" -> flags = 0;
      case "BINARY2" -> flags = (columns.size() + 7) / 8;
      case "STREAM" -> {
        stream(attributes);
        streamUri = uri;
        streamName = name;
      }
      default -> {
        // Nothing is long before its text comes.
      }
    }
    super.startElement(uri, localName, name, attributes);
  }

  private VotableCells cells(Attributes attributes) {
    return VotableCells.of(
        attributes.getValue("datatype"), attributes.getValue("arraysize"), target);
  }

  private void stream(Attributes attributes) {
    if (attributes.getValue("href") != null) {
      throw target.bad("has its data elsewhere (STREAM with href): send them inline");
    }
    String encoding = attributes.getValue("encoding");
    if (encoding != null && !encoding.equals("base64")) {
      throw target.bad("has a STREAM of encoding [" + encoding + "]: send it as base64");
    }
    lengths = new BinaryLengths(columns, flags, target);
  }

  @Override
  public void endElement(String uri, String localName, String name) throws SAXException {
    depth--;
    lengths = null;
    super.endElement(uri, localName, name);
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (lengths == null) {
      text += length;
      RowLimit.check(target, "a text", (double) text);
    } else {
      follow(lengths, characters, start, length);
    }
    super.characters(characters, start, length);
  }

  private void follow(BinaryLengths stream, char[] characters, int start, int length) {
    try {
      stream.take(characters, start, length);
    } catch (ServiceException refused) {
      lengths = null;
      end(refused);
      throw refused;
    }
  }

  /** A thread of the reader waits for the rest of the stream: it is told that there is none. */
  private void end(ServiceException refused) {
    try {
      super.endElement(streamUri, "STREAM", streamName);
    } catch (SAXException broken) {
      refused.addSuppressed(broken);
    }
  }

  /** As with the parser: the document refers to nothing. */
  @Override
  public InputSource resolveEntity(String publicId, String systemId) {
    return new InputSource(new StringReader(""));
  }
}
