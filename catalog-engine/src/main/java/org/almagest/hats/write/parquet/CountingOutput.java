package org.almagest.hats.write.parquet;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that knows how much was written. */
public final class CountingOutput extends OutputStream {

  private final OutputStream target;
  private long position;

  public CountingOutput(OutputStream target) {
    this.target = target;
  }

  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    target.write(value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
