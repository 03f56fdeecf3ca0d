package org.almagest.hats.write.block;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Truth values, 1 and 0. */
public final class BooleanBlock extends ColumnBlock {

  private byte[] values;

  BooleanBlock(int capacity) {
    values = new byte[Math.max(1, capacity)];
  }

  /** Adds a value. */
  public void addBoolean(boolean value) {
    ensure(rows() + 1);
    values[rows()] = (byte) (value ? 1 : 0);
    advance(1);
  }

  /** The values; longer than there are rows. */
  public byte[] values() {
    return values;
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row) ? null : Boolean.valueOf(values[row] != 0);
  }

  @Override
  public long bytes() {
    return (long) Byte.BYTES * rows();
  }

  @Override
  int capacity() {
    return values.length;
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  void set(int row, Object value) {
    values[row] = (byte) (((Boolean) value) ? 1 : 0);
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    values[target] = ((BooleanBlock) from).values[row];
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    byte[] source = ((BooleanBlock) from).values;
    byte[] target = values;
    for (int row = 0; row < count; row++) {
      target[row] = source[order[first + row]];
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    file.read(start + (long) Byte.BYTES * first, values, rows(), count);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(values, rows());
  }

  @Override
  public void plain(PageBuffer page) {
    int count = 0;
    int pending = 0;
    for (int row = 0; row < rows(); row++) {
      if (!isNull(row)) {
        pending |= values[row] << (count & 7);
        if ((++count & 7) == 0) {
          page.add(1).put((byte) pending);
          pending = 0;
        }
      }
    }
    if ((count & 7) != 0) {
      page.add(1).put((byte) pending);
    }
  }

  @Override
  public void bounds(Statistics statistics) {
    boolean any = false;
    byte least = 1;
    byte greatest = 0;
    for (int row = 0; row < rows(); row++) {
      if (!isNull(row)) {
        any = true;
        least = (byte) Math.min(least, values[row]);
        greatest = (byte) Math.max(greatest, values[row]);
      }
    }
    if (any) {
      statistics.setMin_value(new byte[] {least});
      statistics.setMax_value(new byte[] {greatest});
    }
  }

  @Override
  public int bits(long[] target) {
    boolean[] nulls = nulls();
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        target[count++] = values[row];
      }
    }
    return count;
  }
}
