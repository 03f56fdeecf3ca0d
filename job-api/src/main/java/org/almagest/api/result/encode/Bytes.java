package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; numbers are big-endian, texts UTF-8. */
final class Bytes {
  private byte[] data;
  private int size;

  Bytes(int capacity) {
    data = new byte[capacity];
  }

  private void ensure(int more) {
    if (data.length - size < more) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(size, more), 2 * data.length));
    }
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(data, 0, size);
  }

  String text() {
    return new String(data, 0, size, StandardCharsets.UTF_8);
  }

  Bytes add(int value) {
    ensure(1);
    data[size++] = (byte) value;
    return this;
  }

  /** Sets a byte that was added. */
  void or(int position, int bits) {
    data[position] |= (byte) bits;
  }

  Bytes addZeros(int count) {
    ensure(count);
    Arrays.fill(data, size, size + count, (byte) 0);
    size += count;
    return this;
  }

  Bytes addShort(int value) {
    ensure(Short.BYTES);
    data[size++] = (byte) (value >> 8);
    data[size++] = (byte) value;
    return this;
  }

  Bytes addInt(int value) {
    ensure(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      data[size++] = (byte) (value >> shift);
    }
    return this;
  }

  Bytes addLong(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      data[size++] = (byte) (value >> shift);
    }
    return this;
  }

  Bytes add(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, data, size, bytes.length);
    size += bytes.length;
    return this;
  }

  Bytes add(String text) {
    int length = text.length();
    ensure(length);
    for (int index = 0; index < length; index++) {
      char character = text.charAt(index);
      if (character >= 0x80) {
        return add(text.substring(index).getBytes(StandardCharsets.UTF_8));
      }
      data[size++] = (byte) character;
    }
    return this;
  }
}
