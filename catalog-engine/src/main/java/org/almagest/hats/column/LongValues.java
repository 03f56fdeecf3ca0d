package org.almagest.hats.column;

/** 64-bit integers. */
public final class LongValues extends ColumnValues {

  private final long[] values;

  LongValues(int rows) {
    this(new long[rows], rows);
  }

  /** Values without nulls, whose array is used, not copied. */
  public LongValues(long[] values, int rows) {
    super(rows);
    this.values = values;
  }

  /** The array itself: the value of each row. */
  public long[] array() {
    return values;
  }

  @Override
  long valueBytes() {
    return 8L * values.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new LongValues(rows);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    long[] from = ((LongValues) source).values;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        values[at + i] = from[rows[i]];
      }
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    System.arraycopy(((LongValues) source).values, from, values, at, count);
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    page.buffer(8 * count).asLongBuffer().get(values, at, count);
  }

  @Override
  void byteStreamSplit(PageBytes page, int at, int count) {
    ByteStreams.longs(page, values, at, count);
  }

  @Override
  void delta(PageBytes page, int at, int count) {
    DeltaDecoder.read(page, values, at, count);
  }
}
