package org.almagest.hats.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a page, read from front to back. */
final class PageBytes {

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;
  private final int end;

  PageBytes(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  /** Where the next bytes begin, which this leaves behind. */
  int skip(int count) {
    if (count < 0 || count > end - position) {
      throw new ColumnException(
          "A page ends " + (count - (end - position)) + " bytes before its values do");
    }
    int start = position;
    position += count;
    return start;
  }

  PageBytes slice(int length) {
    int start = skip(length);
    return new PageBytes(bytes, start, start + length);
  }

  ByteBuffer buffer(int length) {
    return ByteBuffer.wrap(bytes, skip(length), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  int unsignedByte() {
    return bytes[skip(1)] & 0xFF;
  }

  int littleEndianInt() {
    return (int) INT.get(bytes, skip(4));
  }

  int varInt() {
    return (int) varLong();
  }

  long varLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = unsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new ColumnException("A number in a page has more than 64 bits");
  }

  long zigZagLong() {
    long value = varLong();
    return (value >>> 1) ^ -(value & 1);
  }
}
