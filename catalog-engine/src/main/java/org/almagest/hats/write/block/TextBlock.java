package org.almagest.hats.write.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Text, in UTF-8. */
public final class TextBlock extends ColumnBlock {

  /** Readers of Parquet drop longer ones. */
  private static final int MOST_BYTES_OF_BOUNDS = 4096;

  private int[] ends;
  private byte[] bytes = new byte[1024];

  TextBlock(int capacity) {
    ends = new int[Math.max(1, capacity)];
  }

  /** Adds a text, given in UTF-8. */
  public void addText(byte[] text, int offset, int length) {
    ensure(rows() + 1);
    append(rows(), text, offset, length);
    advance(1);
  }

  private void append(int row, byte[] text, int offset, int length) {
    int start = start(row);
    int end = Math.addExact(start, length);
    ensureBytes(end);
    System.arraycopy(text, offset, bytes, start, length);
    ends[row] = end;
  }

  private void ensureBytes(int needed) {
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, bytes.length * 2L)));
    }
  }

  /** Where the text of a row begins in {@link #utf8}. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  public int end(int row) {
    return ends[row];
  }

  public byte[] utf8() {
    return bytes;
  }

  @Override
  public @Nullable Object value(int row) {
    return isNull(row)
        ? null
        : new String(bytes, start(row), end(row) - start(row), StandardCharsets.UTF_8);
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * rows() + start(rows());
  }

  @Override
  int capacity() {
    return ends.length;
  }

  @Override
  void grow(int capacity) {
    ends = Arrays.copyOf(ends, capacity);
  }

  @Override
  void set(int row, Object value) {
    byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
    append(row, text, 0, text.length);
  }

  @Override
  void setEmpty(int row) {
    ends[row] = start(row);
  }

  @Override
  void copy(ColumnBlock from, int row, int target) {
    TextBlock source = (TextBlock) from;
    append(target, source.bytes, source.start(row), source.ends[row] - source.start(row));
  }

  @Override
  void gatherValues(ColumnBlock from, int[] order, int first, int count) {
    TextBlock source = (TextBlock) from;
    int length = 0;
    for (int row = 0; row < count; row++) {
      int picked = order[first + row];
      length = Math.addExact(length, source.ends[picked] - source.start(picked));
    }
    if (length > bytes.length) {
      bytes = new byte[length];
    }
    for (int row = 0; row < count; row++) {
      int picked = order[first + row];
      int start = source.start(picked);
      append(row, source.bytes, start, source.ends[picked] - start);
    }
  }

  @Override
  void readValues(SpillFile file, long start, int all, int first, int count) throws IOException {
    if (count == 0) {
      return;
    }
    int firstByte = 0;
    if (first > 0) {
      int[] before = new int[1];
      file.read(start + (long) Integer.BYTES * (first - 1), before, 0, 1);
      firstByte = before[0];
    }
    int row = rows();
    int shift = start(row) - firstByte;
    file.read(start + (long) Integer.BYTES * first, ends, row, count);
    int length = ends[row + count - 1] - firstByte;
    for (int index = row; index < row + count; index++) {
      ends[index] += shift;
    }
    ensureBytes(ends[row + count - 1]);
    file.read(start + (long) Integer.BYTES * all + firstByte, bytes, firstByte + shift, length);
  }

  @Override
  void writeValues(SpillFile file) throws IOException {
    file.write(ends, rows());
    file.write(bytes, start(rows()));
  }

  @Override
  public void plain(PageBuffer page) {
    int length = 0;
    for (int row = 0; row < rows(); row++) {
      if (!isNull(row)) {
        length = Math.addExact(length, Integer.BYTES + length(row));
      }
    }
    ByteBuffer target = page.add(length);
    for (int row = 0; row < rows(); row++) {
      if (!isNull(row)) {
        target.putInt(length(row));
        target.put(bytes, start(row), length(row));
      }
    }
  }

  @Override
  public void bounds(Statistics statistics) {
    int least = -1;
    int greatest = -1;
    for (int row = 0; row < rows(); row++) {
      if (!isNull(row)) {
        least = least < 0 || compare(row, least) < 0 ? row : least;
        greatest = greatest < 0 || compare(row, greatest) > 0 ? row : greatest;
      }
    }
    if (least >= 0 && length(least) + length(greatest) <= MOST_BYTES_OF_BOUNDS) {
      statistics.setMin_value(Arrays.copyOfRange(bytes, start(least), ends[least]));
      statistics.setMax_value(Arrays.copyOfRange(bytes, start(greatest), ends[greatest]));
    }
  }

  private int length(int row) {
    return ends[row] - start(row);
  }

  /** Compares two rows by their bytes, which is by their characters too. */
  public int compare(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
  }

  /** Whether a row is the same text as that of another block. */
  public boolean isSame(int row, TextBlock other, int otherRow) {
    return Arrays.equals(
        bytes, start(row), ends[row], other.bytes, other.start(otherRow), other.ends[otherRow]);
  }

  @Override
  public int bits(long[] target) {
    return -1;
  }
}
