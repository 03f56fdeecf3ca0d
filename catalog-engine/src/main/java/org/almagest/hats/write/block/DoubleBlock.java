package org.almagest.hats.write.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Numbers of 64 bits. */
public final class DoubleBlock extends ColumnBlock {

  private double[] values;

  DoubleBlock(int capacity) {
    values = new double[Math.max(1, capacity)];
  }

  /** Adds a value. */
  public void addDouble(double value) {
    ensure(rows() + 1);
    values[rows()] = value;
    advance(1);
  }

  /** Adds the first values of an array. */
  public void addAll(double[] more, int count) {
    ensure(rows() + count);
    System.arraycopy(more, 0, values, rows(), count);
    advance(count);
  }

  /** The values; longer than there are rows. */
  public double[] values() {
    return values;
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row) ? null : Double.valueOf(values[row]);
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * rows();
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
    values[row] = ((Number) value).doubleValue();
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    values[target] = ((DoubleBlock) from).values[row];
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    double[] source = ((DoubleBlock) from).values;
    double[] target = values;
    for (int row = 0; row < count; row++) {
      target[row] = source[order[first + row]];
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    file.read(start + (long) Double.BYTES * first, values, rows(), count);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(values, rows());
  }

  @Override
  public void plain(PageBuffer page) {
    boolean[] nulls = nulls();
    if (nulls == null) {
      page.add(Double.BYTES * rows()).asDoubleBuffer().put(values, 0, rows());
      return;
    }
    double[] present = new double[rows()];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (!nulls[row]) {
        present[count++] = values[row];
      }
    }
    page.add(Double.BYTES * count).asDoubleBuffer().put(present, 0, count);
  }

  @Override
  public void bounds(Statistics statistics) {
    boolean[] nulls = nulls();
    boolean any = false;
    boolean isOrdered = true;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        double value = values[row];
        least = value < least ? value : least;
        greatest = value > greatest ? value : greatest;
        isOrdered &= !Double.isNaN(value);
        any = true;
      }
    }
    if (any && isOrdered) {
      // Parquet, Statistics: zeros may compare as equal, so that a bound must hold for both.
      statistics.setMin_value(littleEndian(least == 0 ? -0.0 : least));
      statistics.setMax_value(littleEndian(greatest == 0 ? 0.0 : greatest));
    }
  }

  private static byte[] littleEndian(double value) {
    return ByteBuffer.allocate(Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(value)
        .array();
  }

  @Override
  public int bits(long[] target) {
    boolean[] nulls = nulls();
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        target[count++] = Double.doubleToRawLongBits(values[row]);
      }
    }
    return count;
  }
}
