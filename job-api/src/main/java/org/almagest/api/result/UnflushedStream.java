package org.almagest.api.result;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on but the wish to flush, which writers have in the middle of a document. */
final class UnflushedStream extends FilterOutputStream {

  UnflushedStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() {
    // The stream beneath flushes when it is full or closed.
  }
}
