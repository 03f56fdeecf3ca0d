package org.almagest.backend.spark.rows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4BlockInputStream;

/** Reads what a {@link PartOutput} wrote. */
final class PartInput implements AutoCloseable {

  private final InputStream in;
  private final byte[] buffer = new byte[PartOutput.BUFFER];
  private int next;
  private int end;

  private PartInput(InputStream in) {
    this.in = in;
  }

  static PartInput open(Path file) throws IOException {
    return new PartInput(new LZ4BlockInputStream(Files.newInputStream(file)));
  }

  int takeByte() throws IOException {
    return buffer[take(1)];
  }

  short takeShort() throws IOException {
    return (short) PartOutput.SHORTS.get(buffer, take(Short.BYTES));
  }

  int takeInt() throws IOException {
    return (int) PartOutput.INTS.get(buffer, take(Integer.BYTES));
  }

  long takeLong() throws IOException {
    return (long) PartOutput.LONGS.get(buffer, take(Long.BYTES));
  }

  String takeText() throws IOException {
    int length = takeInt();
    if (length > PartOutput.BUFFER) {
      return new String(takeBytes(length), StandardCharsets.UTF_8);
    }
    int from = take(length);
    return new String(buffer, from, length, StandardCharsets.UTF_8);
  }

  private byte[] takeBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int there = Math.min(length, end - next);
    System.arraycopy(buffer, next, bytes, 0, there);
    next += there;
    if (in.readNBytes(bytes, there, length - there) < length - there) {
      throw new EOFException("A file of rows ends early");
    }
    return bytes;
  }

  private int take(int bytes) throws IOException {
    if (end - next < bytes) {
      System.arraycopy(buffer, next, buffer, 0, end - next);
      end -= next;
      next = 0;
      int read = in.readNBytes(buffer, end, buffer.length - end);
      end += read;
      if (end < bytes) {
        throw new EOFException("A file of rows ends early");
      }
    }
    int from = next;
    next += bytes;
    return from;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
