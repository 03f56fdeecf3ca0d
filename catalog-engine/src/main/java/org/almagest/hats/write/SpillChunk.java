package org.almagest.hats.write;

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
  static final int STEP = 1024;
}
