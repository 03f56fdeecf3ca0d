package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.almagest.api.result.provenance.Provenance;

/**
 * VOTable 1.4. QUERY_STATUS stands before the table, where it says that the query was accepted, and
 * again after it if rows were cut or the engine failed on the way (DALI 1.1, section 4.4).
 */
final class VotableEncoder implements ResultEncoder {
  private static final int LINE = 1024;
  private static final byte[] LINE_END = {'\n'};

  private final VotableSerialization serialization;
  private final EncodingThreads threads;

  VotableEncoder(VotableSerialization serialization, EncodingThreads threads) {
    this.serialization = serialization;
    this.threads = threads;
  }

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException {
    StringWriter head = new StringWriter();
    VotableText.open(head);
    VotableText.info(head, "QUERY_STATUS", "OK", "");
    provenance.infos().forEach((name, value) -> VotableText.info(head, name, value, ""));
    head.write(
        "<TABLE>\n"
            + VotableField.all(rows.columns(), serialization, provenance.services())
            + "<DATA>\n");
    write(head.toString(), out);
    Optional<RuntimeException> failure = data(rows, out);
    StringWriter tail = new StringWriter();
    tail.write("</DATA>\n</TABLE>\n");
    if (failure.isPresent()) {
      VotableText.info(tail, "QUERY_STATUS", "ERROR", String.valueOf(failure.get().getMessage()));
    } else if (rows.overflow()) {
      VotableText.info(
          tail, "QUERY_STATUS", "OVERFLOW", "Rows were cut at " + rows.count() + " (MAXREC)");
    }
    VotableText.closeResults(tail);
    tail.write(VotableServices.resources(provenance.services(), rows.columns()));
    VotableText.closeDocument(tail);
    write(tail.toString(), out);
    out.flush();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<RuntimeException> data(LimitedRows rows, OutputStream out) throws IOException {
    RowEncoder encoder = serialization.rows(rows.columns());
    if (serialization == VotableSerialization.TABLEDATA) {
      write("<TABLEDATA>\n", out);
      Optional<RuntimeException> failure = OrderedRows.write(rows, encoder, threads, out);
      write("</TABLEDATA>\n", out);
      return failure;
    }
    write("<" + serialization + "><STREAM encoding=\"base64\">\n", out);
    OutputStream base64 = Base64.getMimeEncoder(LINE, LINE_END).wrap(new OpenStream(out));
    Optional<RuntimeException> failure = OrderedRows.write(rows, encoder, threads, base64);
    base64.close();
    write("\n</STREAM></" + serialization + ">\n", out);
    return failure;
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
