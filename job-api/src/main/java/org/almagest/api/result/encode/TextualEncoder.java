package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.almagest.api.result.provenance.Provenance;

/** A document with a head, rows and a tail. */
abstract class TextualEncoder implements ResultEncoder {
  private final EncodingThreads threads;

  TextualEncoder(EncodingThreads threads) {
    this.threads = threads;
  }

  abstract String head(LimitedRows rows, Provenance provenance);

  abstract RowEncoder rows(LimitedRows rows);

  abstract String tail(LimitedRows rows);

  @Override
  public final void encode(LimitedRows rows, Provenance provenance, OutputStream out)
      throws IOException {
    write(head(rows, provenance), out);
    Optional<RuntimeException> failure = OrderedRows.write(rows, rows(rows), threads, out);
    if (failure.isPresent()) {
      throw failure.get();
    }
    write(tail(rows), out);
    out.flush();
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
