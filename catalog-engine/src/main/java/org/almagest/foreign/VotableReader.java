package org.almagest.foreign;

import java.io.IOException;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.TableSink;
import uk.ac.starlink.votable.TableContentHandler;
import uk.ac.starlink.votable.TableHandler;

/**
 * Reads the first table of a VOTable, row by row, to the end of the document: one that is cut short
 * is refused.
 */
public final class VotableReader {
  private static final String APACHE = "http://apache.org/xml/features/";
  private static final String XML = "http://xml.org/sax/features/";

  private VotableReader() {}

  /** What a document may refer to. */
  public enum Elsewhere {
    /** Nothing: it may have no document type, and so no entities, and its data are inline. */
    REFUSED,
    /** Data of its own; it may have a document type, which is not read. */
    ALLOWED
  }

  /**
   * Reads a document, which is closed by the caller.
   *
   * @param problems told of a row before that row comes
   * @param table gets the columns, the rows, and the end of the first table; nothing if there is
   *     none. Its rows may come from another thread, one after the other
   * @throws ForeignTableException if it is no VOTable, is not whole, or too much
   * @throws IOException if it cannot be read, or the sink throws one
   */
  public static void read(
      InputSource document, Elsewhere elsewhere, CellProblems problems, TableSink table)
      throws IOException {
    VotableGuard guard = new VotableGuard(parser(elsewhere), elsewhere, problems);
    TableContentHandler tables = new TableContentHandler(false);
    tables.setReadHrefTables(elsewhere == Elsewhere.ALLOWED);
    tables.setTableHandler(new FirstTable(table, guard));
    guard.setContentHandler(tables);
    try {
      guard.parse(document);
    } catch (SAXException | IOException | RuntimeException failure) {
      RuntimeException refused = refused(failure, guard);
      guard.broken(refused);
      throw refused;
    }
    if (!guard.isWhole()) {
      throw ForeignTableException.incomplete(guard.rows(), "the document ends");
    }
  }

  private static XMLReader parser(Elsewhere elsewhere) {
    SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(APACHE + "disallow-doctype-decl", elsewhere == Elsewhere.REFUSED);
      factory.setFeature(APACHE + "nonvalidating/load-external-dtd", false);
      factory.setFeature(XML + "external-general-entities", false);
      factory.setFeature(XML + "external-parameter-entities", false);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException | SAXException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * What the guard and the sink threw comes wrapped; all else is what the reader made of the text.
   */
  private static RuntimeException refused(Exception failure, VotableGuard guard)
      throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ForeignTableException known) {
        return known;
      }
      if (cause instanceof SinkFailure known) {
        if (known.failure instanceof IOException broken) {
          throw broken;
        }
        return (RuntimeException) known.failure;
      }
    }
    String message = String.valueOf(failure.getMessage());
    if (message.contains("DOCTYPE")) {
      return ForeignTableException.bad(
          "has a DOCTYPE, which may name files and entities and is not read: remove it", failure);
    }
    if (failure instanceof SAXParseException at) {
      return ForeignTableException.bad(
          String.format(
              Locale.ROOT,
              "is not a VOTable that can be read to its end: after %d rows, at line %d, column %d:"
                  + " %s",
              guard.rows(),
              at.getLineNumber(),
              at.getColumnNumber(),
              message),
          failure);
    }
    if (failure instanceof IOException broken) {
      throw broken;
    }
    return ForeignTableException.bad("is not a VOTable that can be read: " + message, failure);
  }

  /** A failure of the sink on its way through the reader of tables. */
  private static final class SinkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exception failure;

    SinkFailure(Exception failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private record FirstTable(TableSink table, VotableGuard guard) implements TableHandler {

    @Override
    public void startTable(StarTable metadata) {
      try {
        table.acceptMetadata(metadata);
      } catch (IOException | RuntimeException failure) {
        throw new SinkFailure(failure);
      }
    }

    @Override
    public void rowData(Object[] row) {
      try {
        table.acceptRow(row);
      } catch (IOException | RuntimeException failure) {
        throw new SinkFailure(failure);
      }
    }

    @Override
    public void endTable() {
      try {
        table.endRows();
      } catch (IOException | RuntimeException failure) {
        throw new SinkFailure(failure);
      }
      guard.tableIsRead();
    }
  }
}
