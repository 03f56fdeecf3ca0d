package org.almagest.hats.column;

/** The encoding BYTE_STREAM_SPLIT: all first bytes, then all second bytes, and so on. */
final class ByteStreams {

  private final byte[] bytes;
  private final int start;
  private final int stride;

  ByteStreams(PageBytes page, int width, int count) {
    this.bytes = page.array();
    this.start = page.skip(width * count);
    this.stride = count;
  }

  static void longs(PageBytes page, long[] values, int at, int count) {
    new ByteStreams(page, 8, count).longs(values, at, 0, count);
  }

  int intAt(int row) {
    int from = start + row;
    return (bytes[from] & 0xFF)
        | ((bytes[from + stride] & 0xFF) << 8)
        | ((bytes[from + 2 * stride] & 0xFF) << 16)
        | (bytes[from + 3 * stride] << 24);
  }

  byte byteAt(int stream, int row) {
    return bytes[start + stream * stride + row];
  }

  /** Eight values at a time: eight bytes of each stream, transposed. */
  void longs(long[] values, int at, int first, int count) {
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      transpose(start + first + i, values, at + i);
    }
    for (; i < count; i++) {
      long value = 0;
      for (int stream = 7; stream >= 0; stream--) {
        value = (value << 8) | (byteAt(stream, first + i) & 0xFF);
      }
      values[at + i] = value;
    }
  }

  /** Swaps the off-diagonal blocks of 1, 2 and 4 bytes of an 8 by 8 matrix of bytes. */
  private void transpose(int from, long[] values, int at) {
    long a = word(from);
    long b = word(from + stride);
    long c = word(from + 2 * stride);
    long d = word(from + 3 * stride);
    long e = word(from + 4 * stride);
    long f = word(from + 5 * stride);
    long g = word(from + 6 * stride);
    long h = word(from + 7 * stride);

    final long m1 = 0x00FF00FF00FF00FFL;
    long t = ((a >>> 8) ^ b) & m1;
    a ^= t << 8;
    b ^= t;
    t = ((c >>> 8) ^ d) & m1;
    c ^= t << 8;
    d ^= t;
    t = ((e >>> 8) ^ f) & m1;
    e ^= t << 8;
    f ^= t;
    t = ((g >>> 8) ^ h) & m1;
    g ^= t << 8;
    h ^= t;

    final long m2 = 0x0000FFFF0000FFFFL;
    t = ((a >>> 16) ^ c) & m2;
    a ^= t << 16;
    c ^= t;
    t = ((b >>> 16) ^ d) & m2;
    b ^= t << 16;
    d ^= t;
    t = ((e >>> 16) ^ g) & m2;
    e ^= t << 16;
    g ^= t;
    t = ((f >>> 16) ^ h) & m2;
    f ^= t << 16;
    h ^= t;

    final long m4 = 0x00000000FFFFFFFFL;
    values[at] = (a & m4) | (e << 32);
    values[at + 1] = (b & m4) | (f << 32);
    values[at + 2] = (c & m4) | (g << 32);
    values[at + 3] = (d & m4) | (h << 32);
    values[at + 4] = (a >>> 32) | (e & ~m4);
    values[at + 5] = (b >>> 32) | (f & ~m4);
    values[at + 6] = (c >>> 32) | (g & ~m4);
    values[at + 7] = (d >>> 32) | (h & ~m4);
  }

  private long word(int from) {
    return (long) PageBytes.LONG.get(bytes, from);
  }
}
