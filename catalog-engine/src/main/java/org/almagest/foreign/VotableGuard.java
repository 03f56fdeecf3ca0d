package org.almagest.foreign;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Sees a VOTable before its reader does, and refuses what refers to other documents, would need
 * more memory than a row may have, or does not hold what it declares.
 */
final class VotableGuard extends XMLFilterImpl {
  private static final int DEPTH = 100;

  /** The reader keeps all of them. */
  private static final int HEADER_ELEMENTS = 100_000;

  private final VotableReader.Elsewhere elsewhere;
  private final TabledataReader rows;
  private final List<VotableCells> columns = new ArrayList<>();
  private double rowBytes;
  private int depth;
  private int headerElements;
  private long header;
  private long text;
  private int flags;
  private boolean inData;
  private boolean isWhole;
  private boolean isRead;
  private String streamUri = "";
  private String streamName = "";
  private @Nullable BinaryLengths lengths;

  VotableGuard(XMLReader parent, VotableReader.Elsewhere elsewhere, CellProblems problems) {
    super(parent);
    this.elsewhere = elsewhere;
    this.rows = new TabledataReader(problems);
  }

  /** The rest of the document is of no interest, but must be there. */
  void tableIsRead() {
    isRead = true;
  }

  /** How many rows of TABLEDATA have ended. */
  long rows() {
    return rows.count();
  }

  /** Whether the document has ended. */
  boolean isWhole() {
    return isWhole;
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes)
      throws SAXException {
    depth++;
    if (depth > DEPTH) {
      throw ForeignTableException.bad(
          "has elements within elements, more than " + DEPTH + " levels deep");
    }
    if (isRead) {
      return;
    }
    text = 0;
    if (!inData) {
      countHeader(attributes);
    }
    switch (localName) {
      case "TABLE" -> {
        columns.clear();
        rows.startTable();
        rowBytes = 0;
      }
      case "FIELD" -> field(attributes);
      case "VALUES" -> rows.nullText(attributes.getValue("null"));
      case "PARAM" -> {
        RowLimit.check("a PARAM", cells(attributes).declaredBytes());
        rows.endField();
      }
      case "DATA" -> inData = true;
      case "BINARY" -> flags = 0;
      case "BINARY2" -> flags = (columns.size() + 7) / 8;
      case "STREAM" -> {
        stream(attributes);
        streamUri = uri;
        streamName = name;
      }
      case "TR" -> rows.startRow();
      case "TD" -> rows.startCell();
      default -> {
        // Nothing is long before its text comes.
      }
    }
    super.startElement(uri, localName, name, attributes);
  }

  private void countHeader(Attributes attributes) {
    headerElements++;
    if (headerElements > HEADER_ELEMENTS) {
      throw ForeignTableException.tooLarge(
          "has more than " + HEADER_ELEMENTS + " elements outside of its data");
    }
    for (int index = 0; index < attributes.getLength(); index++) {
      header += attributes.getValue(index).length();
    }
    RowLimit.check("a header", (double) header);
  }

  private void field(Attributes attributes) {
    VotableCells cells = cells(attributes);
    columns.add(cells);
    rowBytes += cells.declaredBytes();
    RowLimit.check("rows", rowBytes);
    String name = attributes.getValue("name");
    rows.addField(
        DeclaredField.of(
            name == null ? "col" + columns.size() : name,
            attributes.getValue("datatype"),
            attributes.getValue("arraysize"),
            cells));
  }

  @Override
  public void endDocument() throws SAXException {
    if (!isRead) {
      super.endDocument();
    }
  }

  private static VotableCells cells(Attributes attributes) {
    return VotableCells.of(attributes.getValue("datatype"), attributes.getValue("arraysize"));
  }

  private void stream(Attributes attributes) {
    if (attributes.getValue("href") != null) {
      if (elsewhere == VotableReader.Elsewhere.REFUSED) {
        throw ForeignTableException.bad(
            "has its data elsewhere (STREAM with href): send them inline");
      }
      return;
    }
    String encoding = attributes.getValue("encoding");
    if (encoding != null && !encoding.equals("base64")) {
      throw ForeignTableException.bad(
          "has a STREAM of encoding [" + encoding + "]: send it as base64");
    }
    lengths = new BinaryLengths(columns, flags);
  }

  @Override
  public void endElement(String uri, String localName, String name) throws SAXException {
    depth--;
    isWhole = depth == 0;
    if (isRead) {
      return;
    }
    switch (localName) {
      case "DATA" -> inData = false;
      case "FIELD" -> rows.endField();
      case "TD" -> {
        char[] cell = rows.endCell().toCharArray();
        super.characters(cell, 0, cell.length);
      }
      case "TR" -> rows.endRow();
      default -> {
        // It may be the end of a stream.
      }
    }
    BinaryLengths stream = lengths;
    lengths = null;
    if (stream != null) {
      try {
        stream.end();
      } catch (ForeignTableException refused) {
        end(refused);
        throw refused;
      }
    }
    super.endElement(uri, localName, name);
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (isRead) {
      return;
    }
    if (lengths != null) {
      follow(lengths, characters, start, length);
    } else {
      text += length;
      RowLimit.check("a text", (double) text);
      if (!inData) {
        header += length;
        RowLimit.check("a header", (double) header);
      }
      if (rows.takes(characters, start, length)) {
        return;
      }
    }
    super.characters(characters, start, length);
  }

  private void follow(BinaryLengths stream, char[] characters, int start, int length) {
    try {
      stream.take(characters, start, length);
    } catch (ForeignTableException refused) {
      lengths = null;
      end(refused);
      throw refused;
    }
  }

  /** Ends a stream that was being read when the document broke off. */
  void broken(RuntimeException refused) {
    if (lengths != null) {
      lengths = null;
      end(refused);
    }
  }

  /** A thread of the reader waits for the rest of the stream: it is told that there is none. */
  private void end(RuntimeException refused) {
    try {
      super.endElement(streamUri, "STREAM", streamName);
    } catch (SAXException | RuntimeException broken) {
      refused.addSuppressed(broken);
    }
  }

  /** As with the parser: the document refers to nothing. */
  @Override
  public InputSource resolveEntity(String publicId, String systemId) {
    return new InputSource(new StringReader(""));
  }
}
