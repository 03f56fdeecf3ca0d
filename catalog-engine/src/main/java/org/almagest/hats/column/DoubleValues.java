package org.almagest.hats.column;

/** 64-bit floating-point numbers. */
public final class DoubleValues extends ColumnValues {

  private static final int AT_A_TIME = 4096;

  private final double[] values;

  DoubleValues(int rows) {
    this(new double[rows], rows);
  }

  /** Values without nulls, whose array is used, not copied. */
  public DoubleValues(double[] values, int rows) {
    super(rows);
    this.values = values;
  }

  /** The array itself: the value of each row. */
  public double[] array() {
    return values;
  }

  @Override
  long valueBytes() {
    return 8L * values.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new DoubleValues(rows);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    double[] from = ((DoubleValues) source).values;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        values[at + i] = from[rows[i]];
      }
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    System.arraycopy(((DoubleValues) source).values, from, values, at, count);
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    page.buffer(8 * count).asDoubleBuffer().get(values, at, count);
  }

  @Override
  void byteStreamSplit(PageBytes page, int at, int count) {
    long[] bits = new long[Math.min(count, AT_A_TIME)];
    ByteStreams streams = new ByteStreams(page, 8, count);
    for (int done = 0; done < count; done += bits.length) {
      int part = Math.min(bits.length, count - done);
      streams.longs(bits, 0, done, part);
      for (int i = 0; i < part; i++) {
        values[at + done + i] = Double.longBitsToDouble(bits[i]);
      }
    }
  }
}
