package org.almagest.hats.write.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Whole numbers of 64 bits, and times in microseconds since 1970. */
public final class LongBlock extends ColumnBlock {

  private long[] values;

  public LongBlock(int capacity) {
    values = new long[Math.max(1, capacity)];
  }

  /** Adds a value. */
  public void addLong(long value) {
    ensure(rows() + 1);
    values[rows()] = value;
    advance(1);
  }

  /** Adds the first values of an array. */
  public void addAll(long[] more, int count) {
    ensure(rows() + count);
    System.arraycopy(more, 0, values, rows(), count);
    advance(count);
  }

  /** The values; longer than there are rows. */
  public long[] values() {
    return values;
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row) ? null : Long.valueOf(values[row]);
  }

  @Override
  public long bytes() {
    return (long) Long.BYTES * rows();
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
    values[row] = value instanceof LocalDateTime time ? micros(time) : ((Number) value).longValue();
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    values[target] = ((LongBlock) from).values[row];
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    long[] source = ((LongBlock) from).values;
    long[] target = values;
    for (int row = 0; row < count; row++) {
      target[row] = source[order[first + row]];
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    file.read(start + (long) Long.BYTES * first, values, rows(), count);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(values, rows());
  }

  @Override
  public void plain(PageBuffer page) {
    boolean[] nulls = nulls();
    if (nulls == null) {
      page.add(Long.BYTES * rows()).asLongBuffer().put(values, 0, rows());
      return;
    }
    long[] present = new long[rows()];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      if (!nulls[row]) {
        present[count++] = values[row];
      }
    }
    page.add(Long.BYTES * count).asLongBuffer().put(present, 0, count);
  }

  @Override
  public void bounds(Statistics statistics) {
    boolean[] nulls = nulls();
    boolean any = false;
    long least = 0;
    long greatest = 0;
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

  private static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
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
