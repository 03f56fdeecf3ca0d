package org.almagest.hats.column;

/**
 * Rows of one row group.
 *
 * @param rowGroup its number in the file, from 0
 * @param from the first row of the group that is wanted, from 0
 * @param to the row after the last one that is wanted
 */
public record RowSpan(int rowGroup, int from, int to) {

  /** Checks that the span is not upside down. */
  public RowSpan {
    if (rowGroup < 0 || from < 0 || to < from) {
      throw new IllegalArgumentException(
          "Not rows of a row group: [" + rowGroup + ", " + from + ", " + to + "]");
    }
  }

  /** How many rows it has. */
  public int rows() {
    return to - from;
  }
}
