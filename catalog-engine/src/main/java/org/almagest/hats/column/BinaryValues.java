package org.almagest.hats.column;

import java.util.Arrays;

/** Strings of bytes, which are texts in UTF-8, or whatever the column's type says. */
public final class BinaryValues extends ColumnValues {

  private static final int AT_FIRST = 16;

  private final int fixedLength;
  private final int[] offsets;
  private byte[] bytes;

  /**
   * @param fixedLength the length of each value; 0 if each has its own
   */
  BinaryValues(int rows, int fixedLength) {
    super(rows);
    this.fixedLength = fixedLength;
    this.offsets = new int[rows + 1];
    this.bytes = new byte[rows * Math.max(fixedLength, AT_FIRST)];
  }

  /**
   * Values without nulls, whose arrays are used, not copied.
   *
   * @param offsets where the value of each row begins, and at last where the last one ends
   */
  public BinaryValues(byte[] bytes, int[] offsets, int rows) {
    super(rows);
    this.fixedLength = 0;
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /** The bytes of all values. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the value of a row begins. */
  public int offset(int row) {
    return offsets[row];
  }

  /** How many bytes the value of a row has. */
  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** By unsigned bytes. */
  int compare(int row, int other) {
    return Arrays.compareUnsigned(
        bytes, offsets[row], offsets[row + 1], bytes, offsets[other], offsets[other + 1]);
  }

  @Override
  long valueBytes() {
    return bytes.length + 4L * offsets.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new BinaryValues(rows, fixedLength);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    BinaryValues from = (BinaryValues) source;
    int end = offsets[at];
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        int length = from.length(rows[i]);
        reserve(end, length);
        System.arraycopy(from.bytes, from.offsets[rows[i]], bytes, end, length);
        end += length;
      }
      offsets[at + i + 1] = end;
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    BinaryValues other = (BinaryValues) source;
    int start = other.offsets[from];
    int length = other.offsets[from + count] - start;
    int end = offsets[at];
    reserve(end, length);
    System.arraycopy(other.bytes, start, bytes, end, length);
    for (int i = 1; i <= count; i++) {
      offsets[at + i] = other.offsets[from + i] - start + end;
    }
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    int end = offsets[at];
    for (int i = 1; i <= count; i++) {
      int length = fixedLength > 0 ? fixedLength : page.littleEndianInt();
      reserve(end, length);
      System.arraycopy(page.array(), page.skip(length), bytes, end, length);
      end += length;
      offsets[at + i] = end;
    }
  }

  @Override
  void byteStreamSplit(PageBytes page, int at, int count) {
    if (fixedLength == 0) {
      throw new ColumnException("BYTE_STREAM_SPLIT is not defined for values of any length");
    }
    int end = offsets[at];
    reserve(end, fixedLength * count);
    ByteStreams streams = new ByteStreams(page, fixedLength, count);
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < fixedLength; b++) {
        bytes[end++] = streams.byteAt(b, i);
      }
      offsets[at + i + 1] = end;
    }
  }

  @Override
  void deltaLength(PageBytes page, int at, int count) {
    long[] lengths = new long[count];
    DeltaDecoder.read(page, lengths, 0, count);
    int end = offsets[at];
    for (int i = 0; i < count; i++) {
      int length = (int) lengths[i];
      reserve(end, length);
      System.arraycopy(page.array(), page.skip(length), bytes, end, length);
      end += length;
      offsets[at + i + 1] = end;
    }
  }

  @Override
  void deltaBytes(PageBytes page, int at, int count) {
    long[] shared = new long[count];
    DeltaDecoder.read(page, shared, 0, count);
    BinaryValues suffixes = new BinaryValues(count, 0);
    suffixes.deltaLength(page, 0, count);
    int end = offsets[at];
    int previous = end;
    for (int i = 0; i < count; i++) {
      int prefix = (int) shared[i];
      int length = suffixes.length(i);
      if (prefix < 0 || prefix > end - previous) {
        throw new ColumnException("A page shares [" + prefix + "] bytes with a shorter value");
      }
      reserve(end, prefix + length);
      System.arraycopy(bytes, previous, bytes, end, prefix);
      System.arraycopy(suffixes.bytes, suffixes.offsets[i], bytes, end + prefix, length);
      previous = end;
      end += prefix + length;
      offsets[at + i + 1] = end;
    }
  }

  private void reserve(int end, int length) {
    if (length < 0) {
      throw new ColumnException("A value has a length of [" + length + "] bytes");
    }
    long needed = (long) end + length;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw new ColumnException(
            "More than 2 GiB of bytes in one column: read fewer rows at once");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, needed + (needed >> 1)));
    }
  }
}
