package org.almagest.backend.spark.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.jpountz.lz4.LZ4BlockOutputStream;

/** A file of values. */
final class PartOutput implements AutoCloseable {
  /** Of the values before they are compressed. */
  static final int BUFFER = 1 << 16;

  static final VarHandle SHORTS = view(short[].class);
  static final VarHandle INTS = view(int[].class);
  static final VarHandle LONGS = view(long[].class);

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long flushed;

  private PartOutput(OutputStream out) {
    this.out = out;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** A new file. */
  static PartOutput create(Path file) throws IOException {
    return new PartOutput(
        new LZ4BlockOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            BUFFER));
  }

  /** How many bytes of values there are. */
  long bytes() {
    return flushed + filled;
  }

  void putByte(int value) throws IOException {
    buffer[room(1)] = (byte) value;
  }

  void putShort(short value) throws IOException {
    SHORTS.set(buffer, room(Short.BYTES), value);
  }

  void putInt(int value) throws IOException {
    INTS.set(buffer, room(Integer.BYTES), value);
  }

  void putLong(long value) throws IOException {
    LONGS.set(buffer, room(Long.BYTES), value);
  }

  void putText(String value) throws IOException {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    putInt(text.length);
    putBytes(text, text.length);
  }

  void putBytes(byte[] bytes, int length) throws IOException {
    if (length > BUFFER) {
      flush();
      out.write(bytes, 0, length);
      flushed += length;
    } else {
      System.arraycopy(bytes, 0, buffer, room(length), length);
    }
  }

  private int room(int bytes) throws IOException {
    if (filled + bytes > BUFFER) {
      flush();
    }
    int at = filled;
    filled += bytes;
    return at;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, filled);
    flushed += filled;
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
