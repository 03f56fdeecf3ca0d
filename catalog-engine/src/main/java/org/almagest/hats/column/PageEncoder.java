package org.almagest.hats.column;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Writes a page of the encoding PLAIN, with the levels of an optional column. */
final class PageEncoder {

  private static final int ZSTD_LEVEL = 1;

  private final CompressionCodecName codec;
  private byte[] room = new byte[1 << 16];
  private byte[] compressed = new byte[0];

  PageEncoder(CompressionCodecName codec) {
    switch (codec) {
      case UNCOMPRESSED, SNAPPY, ZSTD -> this.codec = codec;
      default ->
          throw new IllegalArgumentException(
              "Columns are not written with the codec ["
                  + codec.name().toLowerCase(Locale.ROOT)
                  + "]; use snappy, zstd or uncompressed");
    }
  }

  EncodedPage encode(ColumnValues values, int count) throws IOException {
    int nulls = values.nulls(count);
    int at = levels(values, count, nulls);
    ColumnValues dense = nulls == 0 ? values : dense(values, count, nulls);
    int length = at + plain(dense, count - nulls, at);
    return new EncodedPage(count, nulls, length, compress(length), Bounds.of(dense, count - nulls));
  }

  private static ColumnValues dense(ColumnValues values, int count, int nulls) {
    int[] present = new int[count - nulls];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        present[next++] = i;
      }
    }
    return values.take(present, next);
  }

  /** Definition levels in the RLE hybrid, after their length: one run, or packed bits. */
  private int levels(ColumnValues values, int count, int nulls) {
    reserve(16 + count / 8);
    if (nulls == 0) {
      int at = varInt(count << 1, 4);
      room[at] = 1;
      PageBytes.INT.set(room, 0, at - 3);
      return at + 1;
    }
    int groups = (count + 7) / 8;
    int at = varInt((groups << 1) | 1, 4);
    Arrays.fill(room, at, at + groups, (byte) 0);
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        room[at + (i >> 3)] |= (byte) (1 << (i & 7));
      }
    }
    PageBytes.INT.set(room, 0, at + groups - 4);
    return at + groups;
  }

  private int varInt(int value, int start) {
    int at = start;
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      room[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    room[at++] = (byte) rest;
    return at;
  }

  private int plain(ColumnValues values, int count, int at) {
    if (values instanceof BinaryValues binary) {
      return plain(binary, count, at);
    }
    reserve(at + 8 * count);
    ByteBuffer out = ByteBuffer.wrap(room, at, room.length - at).order(ByteOrder.LITTLE_ENDIAN);
    if (values instanceof LongValues longs) {
      out.asLongBuffer().put(longs.array(), 0, count);
      return 8 * count;
    }
    if (values instanceof DoubleValues doubles) {
      out.asDoubleBuffer().put(doubles.array(), 0, count);
      return 8 * count;
    }
    if (values instanceof IntValues ints) {
      out.asIntBuffer().put(ints.array(), 0, count);
      return 4 * count;
    }
    if (values instanceof FloatValues floats) {
      out.asFloatBuffer().put(floats.array(), 0, count);
      return 4 * count;
    }
    boolean[] flags = ((BooleanValues) values).array();
    int length = (count + 7) / 8;
    Arrays.fill(room, at, at + length, (byte) 0);
    for (int i = 0; i < count; i++) {
      if (flags[i]) {
        room[at + (i >> 3)] |= (byte) (1 << (i & 7));
      }
    }
    return length;
  }

  private int plain(BinaryValues values, int count, int at) {
    reserve(at + 4 * count + values.offset(count) - values.offset(0));
    int next = at;
    for (int i = 0; i < count; i++) {
      int length = values.length(i);
      PageBytes.INT.set(room, next, length);
      System.arraycopy(values.bytes(), values.offset(i), room, next + 4, length);
      next += 4 + length;
    }
    return next - at;
  }

  private byte[] compress(int length) throws IOException {
    if (codec == CompressionCodecName.UNCOMPRESSED) {
      return Arrays.copyOf(room, length);
    }
    boolean snappy = codec == CompressionCodecName.SNAPPY;
    int most = snappy ? Snappy.maxCompressedLength(length) : (int) Zstd.compressBound(length);
    if (compressed.length < most) {
      compressed = new byte[most];
    }
    long size =
        snappy
            ? Snappy.compress(room, 0, length, compressed, 0)
            : Zstd.compressByteArray(compressed, 0, compressed.length, room, 0, length, ZSTD_LEVEL);
    if (!snappy && Zstd.isError(size)) {
      throw new IOException("A page cannot be compressed: " + Zstd.getErrorName(size));
    }
    return Arrays.copyOf(compressed, (int) size);
  }

  private void reserve(int length) {
    if (room.length < length) {
      room = Arrays.copyOf(room, length + (length >> 2));
    }
  }
}
