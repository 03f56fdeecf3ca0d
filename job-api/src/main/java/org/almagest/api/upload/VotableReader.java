package org.almagest.api.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.almagest.api.error.ServiceException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.votable.TableContentHandler;
import uk.ac.starlink.votable.TableHandler;

/**
 * Reads the first table of a VOTable, row by row. Nothing that the document refers to is opened: it
 * may have no document type, and so no entities, and its data are inline.
 */
final class VotableReader {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private VotableReader() {}

  static void read(Path file, TableTarget target) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      XMLReader reader = parser();
      TableContentHandler tables = new TableContentHandler(false);
      tables.setReadHrefTables(false);
      tables.setTableHandler(new FirstTable(target));
      VotableGuard guard = new VotableGuard(reader, target);
      guard.setContentHandler(tables);
      guard.parse(new InputSource(in));
    } catch (TableEnded done) {
      // What follows the first table is of no interest.
      return;
    } catch (SAXException | ParserConfigurationException failure) {
      throw wrong(failure, target);
    }
  }

  private static XMLReader parser() throws ParserConfigurationException, SAXException {
    SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(NO_DOCTYPE, true);
    return factory.newSAXParser().getXMLReader();
  }

  /** A failure of the target comes wrapped. */
  private static RuntimeException wrong(Exception failure, TableTarget target) throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceException known) {
        return known;
      }
    }
    String message = String.valueOf(failure.getMessage());
    return message.contains("DOCTYPE")
        ? target.bad(
            "has a DOCTYPE, which may name files and entities and is not read: remove it", failure)
        : target.bad("is not a VOTable that can be read: " + message, failure);
  }

  /** Ends the parsing. */
  private static final class TableEnded extends SAXException {
    private static final long serialVersionUID = 1L;
  }

  private record FirstTable(TableTarget target) implements TableHandler {

    @Override
    public void startTable(StarTable metadata) throws SAXException {
      try {
        target.acceptMetadata(metadata);
      } catch (IOException failure) {
        throw new SAXException(failure);
      }
    }

    @Override
    public void rowData(Object[] row) throws SAXException {
      try {
        target.acceptRow(row);
      } catch (IOException failure) {
        throw new SAXException(failure);
      }
    }

    @Override
    public void endTable() throws SAXException {
      try {
        target.endRows();
      } catch (IOException failure) {
        throw new SAXException(failure);
      }
      throw new TableEnded();
    }
  }
}
