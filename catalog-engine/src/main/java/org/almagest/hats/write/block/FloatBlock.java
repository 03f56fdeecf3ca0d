package org.almagest.hats.write.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Numbers of 32 bits. */
public final class FloatBlock extends ColumnBlock {

  private float[] values;

  FloatBlock(int capacity) {
    values = new float[Math.max(1, capacity)];
  }

  /** Adds a value. */
  public void addFloat(float value) {
    ensure(rows() + 1);
    values[rows()] = value;
    advance(1);
  }

  /** Adds the first values of an array. */
  public void addAll(float[] more, int count) {
    ensure(rows() + count);
    System.arraycopy(more, 0, values, rows(), count);
    advance(count);
  }

  /** The values; longer than there are rows. */
  public float[] values() {
    return values;
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row) ? null : Float.valueOf(values[row]);
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * rows();
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
    values[row] = ((Number) value).floatValue();
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    values[target] = ((FloatBlock) from).values[row];
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    float[] source = ((FloatBlock) from).values;
    float[] target = values;
    for (int row = 0; row < count; row++) {
      target[row] = source[order[first + row]];
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    file.read(start + (long) Float.BYTES * first, values, rows(), count);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(values, rows());
  }

  @Override
  public void plain(PageBuffer page) {
    boolean[] nulls = nulls();
    if (nulls == null) {
      page.add(Float.BYTES * rows()).asFloatBuffer().put(values, 0, rows());
      return;
    }
    float[] present = new float[rows()];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (!nulls[row]) {
        present[count++] = values[row];
      }
    }
    page.add(Float.BYTES * count).asFloatBuffer().put(present, 0, count);
  }

  @Override
  public void bounds(Statistics statistics) {
    boolean[] nulls = nulls();
    boolean any = false;
    boolean isOrdered = true;
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        float value = values[row];
        least = value < least ? value : least;
        greatest = value > greatest ? value : greatest;
        isOrdered &= !Float.isNaN(value);
        any = true;
      }
    }
    if (any && isOrdered) {
      // Parquet, Statistics: zeros may compare as equal, so that a bound must hold for both.
      statistics.setMin_value(littleEndian(least == 0 ? -0.0f : least));
      statistics.setMax_value(littleEndian(greatest == 0 ? 0.0f : greatest));
    }
  }

  private static byte[] littleEndian(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }

  @Override
  public int bits(long[] target) {
    boolean[] nulls = nulls();
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (nulls == null || !nulls[row]) {
        target[count++] = Float.floatToRawIntBits(values[row]);
      }
    }
    return count;
  }
}
