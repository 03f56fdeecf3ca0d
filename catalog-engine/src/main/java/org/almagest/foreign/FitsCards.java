package org.almagest.foreign;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One header of a FITS file, of bounded size (FITS standard 4.0, section 4). */
final class FitsCards {
  static final int BLOCK = 2880;

  private static final int CARD = 80;

  /** A thousand columns with sixty cards each. */
  private static final int MOST_CARDS = 65_536;

  private final Map<String, String> cards = new HashMap<>();

  private FitsCards() {}

  /**
   * Reads a header.
   *
   * @throws EOFException if there is nothing more that begins as one
   * @throws ForeignTableException if it has no end, or none within reason
   */
  static FitsCards read(DataInputStream in) throws IOException {
    FitsCards header = new FitsCards();
    byte[] block = new byte[BLOCK];
    int count = 0;
    while (true) {
      int read = in.readNBytes(block, 0, BLOCK);
      for (int start = 0; start + CARD <= read; start += CARD) {
        String card = new String(block, start, CARD, StandardCharsets.ISO_8859_1);
        if (count == 0 && !card.startsWith("SIMPLE") && !card.startsWith("XTENSION")) {
          throw new EOFException("What follows is no header");
        }
        count++;
        if (header.take(card)) {
          return header;
        }
      }
      if (read < BLOCK) {
        if (count == 0) {
          throw new EOFException("There is no other header");
        }
        throw ForeignTableException.bad(
            "is not complete: it ends in a header, after " + count + " cards without END");
      }
      if (count >= MOST_CARDS) {
        throw ForeignTableException.tooLarge(
            "has a header of more than " + MOST_CARDS + " cards without END");
      }
    }
  }

  private boolean take(String card) {
    String key = card.substring(0, 8).strip();
    if (card.startsWith("= ", 8)) {
      cards.put(key, card.substring(10));
    }
    return key.equals("END");
  }

  boolean isTable() {
    return cards.containsKey("XTENSION") && number("TFIELDS", 0) > 0;
  }

  /** Whether its rows are text (section 7.2). */
  boolean isText() {
    return text("XTENSION").equals("TABLE");
  }

  long number(String key, long otherwise) {
    String value = cards.getOrDefault(key, "").split("/", -1)[0].strip();
    return value.matches("[-+]?\\d{1,18}") ? Long.parseLong(value) : otherwise;
  }

  /** The value of a card between quotes; empty if there is none. */
  String text(String key) {
    String value = cards.getOrDefault(key, "");
    int first = value.indexOf('\'');
    int last = value.indexOf('\'', first + 1);
    return first < 0 || last < 0 ? "" : value.substring(first + 1, last).strip();
  }

  boolean has(String key) {
    return cards.containsKey(key);
  }

  /** The bytes between this header and the next, with what fills their last block. */
  long dataBytes() throws EOFException {
    long axes = number("NAXIS", 0);
    double elements = axes > 0 ? 1 : 0;
    for (long axis = 1; axis <= Math.min(axes, 999); axis++) {
      elements *= number("NAXIS" + axis, 0);
    }
    double bytes =
        Math.abs(number("BITPIX", 8))
            / 8.0
            * number("GCOUNT", 1)
            * (number("PCOUNT", 0) + elements);
    if (bytes < 0 || bytes > Long.MAX_VALUE / 2.0) {
      throw new EOFException();
    }
    return (long) Math.ceil(bytes / BLOCK) * BLOCK;
  }
}
