package org.almagest.sky.moc;

import org.almagest.sky.healpix.Healpix;

/** Reads a text form of a MOC character by character, and says where it fails. */
final class MocScanner {

  private final String text;
  private final String separators;
  private int at;

  /**
   * @param separators characters that may stand between any two words
   */
  MocScanner(String text, String separators) {
    this.text = text;
    this.separators = separators;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** The place of the next character. */
  int place() {
    return at;
  }

  void skipSeparators() {
    while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Whether the next character is the given one, which is then read. */
  boolean accept(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads one character between separators. */
  void expect(char expected) {
    skipSeparators();
    if (!accept(expected)) {
      throw missing("[" + expected + "]");
    }
    skipSeparators();
  }

  /**
   * Reads a number without sign.
   *
   * @param expected what it is, for the message
   */
  long number(String expected) {
    int start = at;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = 10 * value + (text.charAt(at) - '0');
      if (value > Moc.PIXELS) {
        throw error("The number is larger than any cell's", start);
      }
      at++;
    }
    if (at == start) {
      throw missing(expected);
    }
    return value;
  }

  /** Checks an order that was read at a place. */
  int order(long number, int place) {
    if (number > Healpix.MAX_ORDER) {
      throw error("Order [" + number + "] is not between 0 and 29", place);
    }
    return (int) number;
  }

  /** Adds the cells of an order from one to another one, read at a place. */
  void addCells(MocBuilder builder, int order, long first, long last, int place) {
    if (last < first) {
      throw error("Range [" + first + "-" + last + "] ends before it begins", place);
    }
    if (last >= Healpix.cells(order)) {
      throw error(
          "Cell [%d] is not between 0 and %d of order %d"
              .formatted(last, Healpix.cells(order) - 1, order),
          place);
    }
    int shift = Moc.shift(order);
    builder.append(first << shift, (last + 1) << shift);
  }

  MocFormatException error(String message, int place) {
    return new MocFormatException(message + " (character " + (place + 1) + ")");
  }

  MocFormatException missing(String expected) {
    return error(
        atEnd()
            ? "The text ends where " + expected + " belongs"
            : "[" + text.charAt(at) + "] stands where " + expected + " belongs",
        at);
  }
}
