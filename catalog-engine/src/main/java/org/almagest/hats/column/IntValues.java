package org.almagest.hats.column;

/** 32-bit integers. */
public final class IntValues extends ColumnValues {

  private final int[] values;

  IntValues(int rows) {
    this(new int[rows], rows);
  }

  /** Values without nulls, whose array is used, not copied. */
  public IntValues(int[] values, int rows) {
    super(rows);
    this.values = values;
  }

  /** The array itself: the value of each row. */
  public int[] array() {
    return values;
  }

  @Override
  long valueBytes() {
    return 4L * values.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new IntValues(rows);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    int[] from = ((IntValues) source).values;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        values[at + i] = from[rows[i]];
      }
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    System.arraycopy(((IntValues) source).values, from, values, at, count);
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    page.buffer(4 * count).asIntBuffer().get(values, at, count);
  }

  @Override
  void byteStreamSplit(PageBytes page, int at, int count) {
    ByteStreams streams = new ByteStreams(page, 4, count);
    for (int i = 0; i < count; i++) {
      values[at + i] = streams.intAt(i);
    }
  }

  @Override
  void delta(PageBytes page, int at, int count) {
    long[] wide = new long[count];
    DeltaDecoder.read(page, wide, 0, count);
    for (int i = 0; i < count; i++) {
      values[at + i] = (int) wide[i];
    }
  }
}
