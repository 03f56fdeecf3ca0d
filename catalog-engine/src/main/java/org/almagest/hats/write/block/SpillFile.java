package org.almagest.hats.write.block;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of arrays, which lasts no longer than the making of a catalog. */
public final class SpillFile implements AutoCloseable {

  private static final int BUFFER = 1 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer;
  private long position;

  private SpillFile(FileChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    this.buffer = buffer;
  }

  /** Room for moving bytes, for the files that one thread opens one after the other. */
  public static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static SpillFile create(Path file, ByteBuffer buffer) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new SpillFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), buffer);
  }

  public static SpillFile open(Path file, ByteBuffer buffer) throws IOException {
    return new SpillFile(FileChannel.open(file, StandardOpenOption.READ), buffer);
  }

  /** How many bytes were written. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  byte[] bytes(long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    read(at, bytes, 0, count);
    return bytes;
  }

  public void write(byte[] values, int count) throws IOException {
    write(count, Byte.BYTES, (done, part) -> buffer.duplicate().put(values, done, part));
  }

  public void read(long at, byte[] values, int offset, int count) throws IOException {
    read(
        at, count, Byte.BYTES, (done, part) -> buffer.duplicate().get(values, offset + done, part));
  }

  public void write(int[] values, int count) throws IOException {
    write(count, Integer.BYTES, (done, part) -> buffer.asIntBuffer().put(values, done, part));
  }

  public void read(long at, int[] values, int offset, int count) throws IOException {
    read(
        at,
        count,
        Integer.BYTES,
        (done, part) -> buffer.asIntBuffer().get(values, offset + done, part));
  }

  public void write(long[] values, int count) throws IOException {
    write(count, Long.BYTES, (done, part) -> buffer.asLongBuffer().put(values, done, part));
  }

  public void read(long at, long[] values, int offset, int count) throws IOException {
    read(
        at,
        count,
        Long.BYTES,
        (done, part) -> buffer.asLongBuffer().get(values, offset + done, part));
  }

  public void write(float[] values, int count) throws IOException {
    write(count, Float.BYTES, (done, part) -> buffer.asFloatBuffer().put(values, done, part));
  }

  public void read(long at, float[] values, int offset, int count) throws IOException {
    read(
        at,
        count,
        Float.BYTES,
        (done, part) -> buffer.asFloatBuffer().get(values, offset + done, part));
  }

  public void write(double[] values, int count) throws IOException {
    write(count, Double.BYTES, (done, part) -> buffer.asDoubleBuffer().put(values, done, part));
  }

  public void read(long at, double[] values, int offset, int count) throws IOException {
    read(
        at,
        count,
        Double.BYTES,
        (done, part) -> buffer.asDoubleBuffer().get(values, offset + done, part));
  }

  /** Moves some values between an array and the buffer, whose position stays where it is. */
  private interface Move {
    void move(int done, int part);
  }

  private void write(int count, int width, Move toBuffer) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER / width);
      buffer.clear();
      toBuffer.move(done, part);
      buffer.limit(part * width);
      position += buffer.remaining();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      done += part;
    }
  }

  private void read(long at, int count, int width, Move fromBuffer) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER / width);
      fill(at + (long) width * done, part * width);
      fromBuffer.move(done, part);
      done += part;
    }
  }

  private void fill(long at, int bytes) throws IOException {
    buffer.clear().limit(bytes);
    long from = at;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, from);
      if (read < 0) {
        throw new EOFException("A spill file is cut short");
      }
      from += read;
    }
    buffer.flip();
  }
}
