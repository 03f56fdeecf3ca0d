package org.almagest.api.result.encode;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on but the end: for a writer whose end is not that of the document. */
final class OpenStream extends FilterOutputStream {

  OpenStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() {
    // The stream beneath is the caller's.
  }
}
