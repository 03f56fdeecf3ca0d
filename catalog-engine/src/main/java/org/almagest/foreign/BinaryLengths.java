package org.almagest.foreign;

import java.util.List;

/**
 * Follows the bytes of a STREAM of BINARY or BINARY2 ahead of their reader, to see how long values
 * say they are (VOTable 1.4, sections 5.3 and 5.4).
 */
final class BinaryLengths {
  private static final int LENGTH_BYTES = 4;

  private final List<VotableCells> columns;
  private final int flags;
  private int column;
  private long skip;
  private int missing;
  private int length;
  private int bits;
  private int digits;
  private boolean padded;
  private long rows;
  private boolean inRow;

  /**
   * @param flags the bytes before each row
   */
  BinaryLengths(List<VotableCells> columns, int flags) {
    this.columns = List.copyOf(columns);
    this.flags = flags;
    this.skip = flags;
    settle();
  }

  /**
   * Refuses a stream that ends within a row.
   *
   * @throws ForeignTableException if it does
   */
  void end() {
    if (inRow || digits == 1) {
      throw ForeignTableException.incomplete(rows, "its STREAM ends within a row");
    }
  }

  /** Takes a piece of the text, in base64. */
  void take(char[] text, int start, int count) {
    for (int index = start; index < start + count; index++) {
      char character = text[index];
      if (character == '=') {
        padded = true;
      } else if (!Character.isWhitespace(character)) {
        digit(character);
      }
    }
  }

  private void digit(char character) {
    int value = value(character);
    if (value < 0 || padded) {
      throw ForeignTableException.bad("has a STREAM that is not base64");
    }
    bits = (bits << 6) | value;
    digits++;
    if (digits != 1) {
      // The second digit completes a byte, and so do the third and the fourth.
      int spare = 6 * digits - 8 * (digits - 1);
      take((bits >> spare) & 0xff);
    }
    if (digits == 4) {
      digits = 0;
      bits = 0;
    }
  }

  private static int value(char character) {
    if (character >= 'A' && character <= 'Z') {
      return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
      return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
      return character - '0' + 52;
    }
    return character == '+' ? 62 : character == '/' ? 63 : -1;
  }

  private void take(int value) {
    inRow = true;
    if (skip > 0) {
      skip--;
    } else if (missing > 0) {
      length = (length << 8) | value;
      missing--;
      if (missing == 0) {
        double bytes = length < 0 ? -1 : columns.get(column).bytes(length);
        RowLimit.check("a value", bytes);
        skip = (long) bytes;
        column++;
      }
    }
    settle();
  }

  /** Goes on to the next place where bytes are due; rows of no bytes have none. */
  private void settle() {
    for (int steps = 0; skip == 0 && missing == 0 && steps <= columns.size() + 1; steps++) {
      if (column == columns.size()) {
        column = 0;
        skip = flags;
        rows += inRow ? 1 : 0;
        inRow = false;
      } else if (columns.get(column).elements() == VotableCells.VARIABLE) {
        length = 0;
        missing = LENGTH_BYTES;
      } else {
        VotableCells cells = columns.get(column);
        skip = (long) cells.bytes(cells.elements());
        column++;
      }
    }
  }
}
