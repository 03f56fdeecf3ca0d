package org.almagest.sky.moc;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of one unit of a FITS file (FITS 4.0, section 4), as far as tables of numbers need
 * them.
 */
final class FitsHeader {

  static final int BLOCK = 2880;
  static final int CARD = 80;

  /** More than any table of one column needs; a file without END shall not be read to its end. */
  private static final int MAX_BLOCKS = 1000;

  private final Map<String, String> values;
  private final String unit;

  private FitsHeader(String unit, Map<String, String> values) {
    this.unit = unit;
    this.values = values;
  }

  /**
   * Reads whole blocks up to the one with END.
   *
   * @param unit what to call it in messages
   */
  static FitsHeader read(DataInput in, String unit) throws IOException {
    Map<String, String> values = new HashMap<>();
    byte[] block = new byte[BLOCK];
    for (int count = 0; count < MAX_BLOCKS; count++) {
      in.readFully(block);
      for (int from = 0; from < BLOCK; from += CARD) {
        String card = new String(block, from, CARD, StandardCharsets.ISO_8859_1);
        String keyword = card.substring(0, 8).stripTrailing();
        if (keyword.equals("END")) {
          return new FitsHeader(unit, values);
        }
        if (card.startsWith("= ", 8)) {
          values.putIfAbsent(keyword, value(card.substring(10)));
        }
      }
    }
    throw new MocFormatException("The header of the " + unit + " has no END");
  }

  /** The value of a keyword, without quotes and trailing spaces; null if there is none. */
  @Nullable String text(String keyword) {
    return values.get(keyword);
  }

  /** A whole number that must be there. */
  long number(String keyword) {
    String value = values.get(keyword);
    if (value == null) {
      throw new MocFormatException("The " + unit + " has no " + keyword);
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new MocFormatException(
          "%s = [%s] of the %s is not a whole number".formatted(keyword, value, unit), e);
    }
  }

  /** A whole number, or another one if the keyword is not there. */
  long number(String keyword, long otherwise) {
    return values.containsKey(keyword) ? number(keyword) : otherwise;
  }

  /** The bytes after the header, without the filling of the last block. */
  long dataBytes() {
    long axes = number("NAXIS", 0);
    if (axes == 0) {
      return 0;
    }
    if (axes < 0 || axes > 999) {
      throw new MocFormatException("NAXIS = [" + axes + "] of the " + unit + " is out of range");
    }
    long items = 1;
    try {
      for (int axis = 1; axis <= axes; axis++) {
        items = Math.multiplyExact(items, number("NAXIS" + axis));
      }
      items = Math.addExact(items, number("PCOUNT", 0));
      items = Math.multiplyExact(items, number("GCOUNT", 1));
      items = Math.multiplyExact(items, Math.abs(number("BITPIX")) / 8);
    } catch (ArithmeticException e) {
      throw new MocFormatException("The size of the " + unit + " is out of range", e);
    }
    if (items < 0) {
      throw new MocFormatException("The size of the " + unit + " is negative");
    }
    return items;
  }

  /** Strings are in quotes, a quote within doubled; anything else ends at the comment. */
  private static String value(String field) {
    String text = field.stripLeading();
    if (!text.startsWith("'")) {
      int comment = text.indexOf('/');
      return (comment < 0 ? text : text.substring(0, comment)).strip();
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '\'') {
          break;
        }
        i++;
      }
      value.append(c);
    }
    return value.toString().stripTrailing();
  }
}
