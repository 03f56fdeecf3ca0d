package org.almagest.hats.column;

/** 32-bit floating-point numbers. */
public final class FloatValues extends ColumnValues {

  private final float[] values;

  FloatValues(int rows) {
    this(new float[rows], rows);
  }

  /** Values without nulls, whose array is used, not copied. */
  public FloatValues(float[] values, int rows) {
    super(rows);
    this.values = values;
  }

  /** The array itself: the value of each row. */
  public float[] array() {
    return values;
  }

  @Override
  long valueBytes() {
    return 4L * values.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new FloatValues(rows);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    float[] from = ((FloatValues) source).values;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        values[at + i] = from[rows[i]];
      }
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    System.arraycopy(((FloatValues) source).values, from, values, at, count);
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    page.buffer(4 * count).asFloatBuffer().get(values, at, count);
  }

  @Override
  void byteStreamSplit(PageBytes page, int at, int count) {
    ByteStreams streams = new ByteStreams(page, 4, count);
    for (int i = 0; i < count; i++) {
      values[at + i] = Float.intBitsToFloat(streams.intAt(i));
    }
  }
}
