package org.almagest.api.result.encode;

import java.io.StringWriter;
import org.almagest.api.error.LegalText;
import org.almagest.api.log.LogContext;
import uk.ac.starlink.votable.VOSerializer;

/** The envelope around the one table of a VOTable, and the document that reports an error. */
public final class VotableText {

  private VotableText() {}

  /** A document without a table that says what is wrong (DALI 1.1, section 4.4). */
  public static String error(String message) {
    StringWriter text = new StringWriter();
    open(text);
    info(text, "QUERY_STATUS", "ERROR", message);
    String requestId = LogContext.requestId();
    if (requestId != null) {
      info(text, "REQUEST_ID", requestId, "The operator finds the request in the log by this id");
    }
    closeResults(text);
    closeDocument(text);
    return text.toString();
  }

  static void open(StringWriter writer) {
    writer.write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
        <RESOURCE type="results">
        """);
  }

  static void info(StringWriter writer, String name, String value, String text) {
    writer.write(
        "<INFO"
            + VOSerializer.formatAttribute("name", name)
            + VOSerializer.formatAttribute("value", LegalText.replaced(value))
            + ">"
            + VOSerializer.formatText(LegalText.replaced(text))
            + "</INFO>\n");
  }

  /** Ends the resource of the rows; others may follow. */
  static void closeResults(StringWriter writer) {
    writer.write("</RESOURCE>\n");
  }

  static void closeDocument(StringWriter writer) {
    writer.write("</VOTABLE>\n");
  }
}
