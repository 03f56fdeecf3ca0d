package org.almagest.api.result.encode;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on but the wish to flush, which writers have in the middle of a document. */
public final class UnflushedStream extends FilterOutputStream {

  public UnflushedStream(OutputStream out) {
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
