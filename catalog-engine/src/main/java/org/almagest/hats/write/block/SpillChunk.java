package org.almagest.hats.write.block;

import java.io.Serializable;

/**
 * A run of rows in a file, sorted by a key.
 *
 * @param file its path
 * @param rows how many there are
 * @param marks the key of each {@value #STEP}th row from the first, and that of the last
 * @param starts where each column begins in the file; the keys come first of all
 * @param nullable which columns begin with a byte for each row that says whether it is null
 * @param bytes how many the file has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and written by its maker alone
public record SpillChunk(
    String file, int rows, long[] marks, long[] starts, boolean[] nullable, long bytes)
    implements Serializable {

  /** How many rows lie between two marks. */
  public static final int STEP = 1024;

  /** The same rows with some of the columns alone. */
  public SpillChunk withColumns(int[] wanted) {
    long[] wantedStarts = new long[wanted.length];
    boolean[] wantedNullable = new boolean[wanted.length];
    long wantedBytes = (long) Long.BYTES * rows;
    for (int index = 0; index < wanted.length; index++) {
      int column = wanted[index];
      wantedStarts[index] = starts[column];
      wantedNullable[index] = nullable[column];
      wantedBytes += (column + 1 < starts.length ? starts[column + 1] : bytes) - starts[column];
    }
    return new SpillChunk(file, rows, marks, wantedStarts, wantedNullable, wantedBytes);
  }
}
