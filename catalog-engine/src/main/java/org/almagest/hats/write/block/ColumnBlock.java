package org.almagest.hats.write.block;

import java.io.IOException;
import java.util.Arrays;
import org.almagest.catalog.ColumnType;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** The values of one column for a run of rows, in arrays of primitives. Not for several threads. */
public abstract sealed class ColumnBlock
    permits BooleanBlock, IntBlock, LongBlock, FloatBlock, DoubleBlock, TextBlock {

  private int rows;
  private boolean @Nullable [] nulls;

  ColumnBlock() {}

  /** A block without rows, for the values of a type. */
  public static ColumnBlock of(ColumnType type, int capacity) {
    return switch (type) {
      case BOOLEAN -> new BooleanBlock(capacity);
      case UNSIGNED_BYTE, SHORT, INTEGER -> new IntBlock(capacity);
      case LONG, TIMESTAMP -> new LongBlock(capacity);
      case FLOAT -> new FloatBlock(capacity);
      case DOUBLE -> new DoubleBlock(capacity);
      case STRING -> new TextBlock(capacity);
    };
  }

  /** How many rows it has. */
  public final int rows() {
    return rows;
  }

  /** Whether the value of a row is null. */
  public final boolean isNull(int row) {
    return nulls != null && nulls[row];
  }

  /** Which rows are null; null where none is. Longer than there are rows. */
  public final boolean @Nullable [] nulls() {
    return nulls;
  }

  /** Adds a row without a value. */
  public final void addNull() {
    ensure(rows + 1);
    markNull(rows);
    setEmpty(rows);
    rows++;
  }

  /** Adds a Boolean, Number, String or LocalDateTime, as the type of the column says, or null. */
  public final void add(@Nullable Object value) {
    if (value == null) {
      addNull();
    } else {
      ensure(rows + 1);
      set(rows, value);
      rows++;
    }
  }

  /** Adds the value of a row of another block of the same type. */
  public final void addFrom(ColumnBlock from, int row) {
    if (from.isNull(row)) {
      addNull();
    } else {
      ensure(rows + 1);
      copy(from, row, rows);
      rows++;
    }
  }

  /** The value of a row, or null: what {@link #add} takes; a time is in microseconds. */
  public abstract @Nullable Object value(int row);

  /** Counts a row whose value was set. */
  public final void advance(int more) {
    rows += more;
  }

  final void markNull(int row) {
    boolean[] marks = nulls;
    if (marks == null) {
      marks = new boolean[capacity()];
      nulls = marks;
    } else if (marks.length < capacity()) {
      marks = Arrays.copyOf(marks, capacity());
      nulls = marks;
    }
    marks[row] = true;
  }

  /** Takes back the value of a row. */
  public final void setNull(int row) {
    markNull(row);
  }

  /** Forgets all rows and keeps the arrays. */
  public final void clear() {
    rows = 0;
    nulls = null;
    clearValues();
  }

  /** Makes room. */
  final void ensure(int needed) {
    if (needed > capacity()) {
      grow(Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 16L, capacity() * 2L)));
      if (nulls != null) {
        nulls = Arrays.copyOf(nulls, capacity());
      }
    }
  }

  /** Replaces the rows by some of another block of the same type, in a given order. */
  public final void gather(ColumnBlock from, int[] order, int first, int count) {
    clear();
    ensure(count);
    boolean[] marks = from.nulls;
    if (marks != null) {
      for (int row = 0; row < count; row++) {
        if (marks[order[first + row]]) {
          markNull(row);
        }
      }
    }
    gatherValues(from, order, first, count);
    rows = count;
  }

  /** Adds rows of a spill file. */
  public final void read(SpillFile file, SpillChunk chunk, int column, int first, int count)
      throws IOException {
    ensure(rows + count);
    long start = chunk.starts()[column];
    if (chunk.nullable()[column]) {
      byte[] marks = file.bytes(start + first, count);
      for (int row = 0; row < count; row++) {
        if (marks[row] != 0) {
          markNull(rows + row);
        }
      }
      start += chunk.rows();
    }
    readValues(file, start, chunk.rows(), first, count);
    rows += count;
  }

  /** Writes all rows into a spill file. */
  public final void write(SpillFile file) throws IOException {
    boolean[] marks = nulls;
    if (marks != null) {
      byte[] bytes = new byte[rows];
      for (int row = 0; row < rows; row++) {
        bytes[row] = (byte) (marks[row] ? 1 : 0);
      }
      file.write(bytes, rows);
    }
    writeValues(file);
  }

  /** About how many bytes the rows take. */
  public abstract long bytes();

  abstract int capacity();

  abstract void grow(int capacity);

  abstract void set(int row, Object value);

  abstract void setEmpty(int row);

  abstract void copy(ColumnBlock from, int row, int target);

  void clearValues() {}

  abstract void gatherValues(ColumnBlock from, int[] order, int first, int count);

  /**
   * Reads values after those that are there.
   *
   * @param start where the values of the column begin
   * @param all how many rows the column has in the file
   */
  abstract void readValues(SpillFile file, long start, int all, int first, int count)
      throws IOException;

  abstract void writeValues(SpillFile file) throws IOException;

  /** Adds the values that are not null as Parquet's encoding PLAIN. */
  public abstract void plain(PageBuffer page);

  /** Says what the least and the greatest value are, unless all are null. */
  public abstract void bounds(Statistics statistics);

  /** The bits of the values that are not null, and how many there are; -1 of text. */
  public abstract int bits(long[] target);
}
