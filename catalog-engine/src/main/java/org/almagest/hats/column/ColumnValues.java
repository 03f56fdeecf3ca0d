package org.almagest.hats.column;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column, one for each row. The value of a row that is null is not defined: ask
 * {@link #isNull} first.
 */
public abstract sealed class ColumnValues
    permits BinaryValues, BooleanValues, DoubleValues, FloatValues, IntValues, LongValues {

  private final int size;
  private boolean @Nullable [] nulls;

  ColumnValues(int size) {
    this.size = size;
  }

  /** How many rows there are. */
  public final int size() {
    return size;
  }

  /** Whether any row may be null. */
  public final boolean hasNulls() {
    return nulls != null;
  }

  /** Whether a row is null. */
  public final boolean isNull(int row) {
    return nulls != null && nulls[row];
  }

  /** How many of the first rows are null. */
  final int nulls(int rows) {
    int count = 0;
    for (int i = 0; nulls != null && i < rows; i++) {
      count += nulls[i] ? 1 : 0;
    }
    return count;
  }

  /**
   * The values of some rows, in the order given.
   *
   * @param rows numbers of rows; -1 for a row that is null
   * @param count how many of them to take
   */
  public final ColumnValues take(int[] rows, int count) {
    ColumnValues taken = sized(count);
    taken.gather(this, rows, count, 0);
    for (int i = 0; i < count; i++) {
      if (rows[i] < 0 || isNull(rows[i])) {
        taken.setNull(i);
      }
    }
    return taken;
  }

  /** About how many bytes these values take. */
  public final long memory() {
    return valueBytes() + (nulls == null ? 0 : size);
  }

  abstract long valueBytes();

  /** The values of several columns of the same type, one after the other. */
  public static ColumnValues joined(List<ColumnValues> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    ColumnValues all = parts.get(0).sized(parts.stream().mapToInt(ColumnValues::size).sum());
    int at = 0;
    for (ColumnValues part : parts) {
      all.copy(part, 0, part.size, at);
      at += part.size;
    }
    return all;
  }

  /** Marks a row as null. */
  public final void setNull(int row) {
    boolean[] marks = nulls;
    if (marks == null) {
      marks = new boolean[size];
      nulls = marks;
    }
    marks[row] = true;
  }

  /** Marks rows as null. */
  final void setNulls(int from, int to) {
    if (from < to) {
      setNull(from);
      Arrays.fill(Objects.requireNonNull(nulls), from, to, true);
    }
  }

  /** Empty room of the same type, to be filled from the first row on. */
  abstract ColumnValues sized(int rows);

  /**
   * Copies values of another column of the same type; null marks are not copied.
   *
   * @param source whose values are copied
   * @param rows rows of the source; -1 to leave the value undefined
   * @param count how many of them to copy
   * @param at the row of this column where the first goes
   */
  abstract void gather(ColumnValues source, int[] rows, int count, int at);

  /** Copies adjoining rows of another column of the same type, null marks with them. */
  final void copy(ColumnValues source, int from, int count, int at) {
    copyValues(source, from, count, at);
    if (source.nulls != null) {
      for (int i = 0; i < count; i++) {
        if (source.nulls[from + i]) {
          setNull(at + i);
        }
      }
    }
  }

  abstract void copyValues(ColumnValues source, int from, int count, int at);

  /** Decodes values of the encoding PLAIN. */
  abstract void plain(PageBytes page, int at, int count);

  /** Decodes values of the encoding BYTE_STREAM_SPLIT. */
  void byteStreamSplit(PageBytes page, int at, int count) {
    throw notDefined("BYTE_STREAM_SPLIT");
  }

  /** Decodes values of the encoding DELTA_BINARY_PACKED. */
  void delta(PageBytes page, int at, int count) {
    throw notDefined("DELTA_BINARY_PACKED");
  }

  /** Decodes values of the encoding DELTA_LENGTH_BYTE_ARRAY. */
  void deltaLength(PageBytes page, int at, int count) {
    throw notDefined("DELTA_LENGTH_BYTE_ARRAY");
  }

  /** Decodes values of the encoding DELTA_BYTE_ARRAY. */
  void deltaBytes(PageBytes page, int at, int count) {
    throw notDefined("DELTA_BYTE_ARRAY");
  }

  /** Decodes values of the encoding RLE, which only booleans have. */
  void runs(PageBytes page, int at, int count) {
    throw notDefined("RLE");
  }

  private ColumnException notDefined(String encoding) {
    return new ColumnException(
        "The encoding " + encoding + " is not defined for " + getClass().getSimpleName());
  }
}
