package org.almagest.hats.write.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Whole numbers of up to 32 bits. */
public final class IntBlock extends ColumnBlock {

  private int[] values;

  public IntBlock(int capacity) {
    values = new int[Math.max(1, capacity)];
  }

  /** Adds a value. */
  public void addInt(int value) {
    ensure(rows() + 1);
    values[rows()] = value;
    advance(1);
  }

  /** Adds the first values of an array. */
  public void addAll(int[] more, int count) {
    ensure(rows() + count);
    System.arraycopy(more, 0, values, rows(), count);
    advance(count);
  }

  /** The values; longer than there are rows. */
  public int[] values() {
    return values;
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row) ? null : Integer.valueOf(values[row]);
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * rows();
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
    values[row] = ((Number) value).intValue();
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    values[target] = ((IntBlock) from).values[row];
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    int[] source = ((IntBlock) from).values;
    int[] target = values;
    for (int row = 0; row < count; row++) {
      target[row] = source[order[first + row]];
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    file.read(start + (long) Integer.BYTES * first, values, rows(), count);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(values, rows());
  }

  @Override
  public void plain(PageBuffer page) {
    boolean[] nulls = nulls();
    if (nulls == null) {
      page.add(Integer.BYTES * rows()).asIntBuffer().put(values, 0, rows());
      return;
    }
    int[] present = new int[rows()];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (!nulls[row]) {
        present[count++] = values[row];
      }
    }
    page.add(Integer.BYTES * count).asIntBuffer().put(present, 0, count);
  }

  @Override
  public void bounds(Statistics statistics) {
    boolean[] nulls = nulls();
    boolean any = false;
    int least = 0;
    int greatest = 0;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        least = any ? Math.min(least, values[row]) : values[row];
        greatest = any ? Math.max(greatest, values[row]) : values[row];
        any = true;
      }
    }
    if (any) {
      statistics.setMin_value(littleEndian(least));
      statistics.setMax_value(littleEndian(greatest));
    }
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
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
