package org.almagest.hats.column;

/** True or false. */
public final class BooleanValues extends ColumnValues {

  private final boolean[] values;

  BooleanValues(int rows) {
    this(new boolean[rows], rows);
  }

  /** Values without nulls, whose array is used, not copied. */
  public BooleanValues(boolean[] values, int rows) {
    super(rows);
    this.values = values;
  }

  /** The array itself: the value of each row. */
  public boolean[] array() {
    return values;
  }

  @Override
  long valueBytes() {
    return values.length;
  }

  @Override
  ColumnValues sized(int rows) {
    return new BooleanValues(rows);
  }

  @Override
  void gather(ColumnValues source, int[] rows, int count, int at) {
    boolean[] from = ((BooleanValues) source).values;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        values[at + i] = from[rows[i]];
      }
    }
  }

  @Override
  void copyValues(ColumnValues source, int from, int count, int at) {
    System.arraycopy(((BooleanValues) source).values, from, values, at, count);
  }

  @Override
  void plain(PageBytes page, int at, int count) {
    int start = page.skip((count + 7) / 8);
    for (int i = 0; i < count; i++) {
      values[at + i] = ((page.array()[start + (i >> 3)] >> (i & 7)) & 1) != 0;
    }
  }

  @Override
  void runs(PageBytes page, int at, int count) {
    int[] bits = new int[count];
    new RunDecoder(page.slice(page.littleEndianInt()), 1).read(bits, count);
    for (int i = 0; i < count; i++) {
      values[at + i] = bits[i] != 0;
    }
  }
}
