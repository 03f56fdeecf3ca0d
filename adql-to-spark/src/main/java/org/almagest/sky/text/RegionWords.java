package org.almagest.sky.text;

import java.util.Locale;

/** The words, numbers and parentheses of a text, one after the other. */
final class RegionWords {

  private static final int LONGEST_NUMBER = 400;

  private final String text;
  private int start;
  private int end;

  RegionWords(String text) {
    this.text = text;
    next();
  }

  /** Whether all is read. */
  boolean atEnd() {
    return start >= text.length();
  }

  /** The character at which the present token begins, from 1. */
  int position() {
    return start + 1;
  }

  /** The present token; empty at the end. */
  String token() {
    return text.substring(start, end);
  }

  /** The present token in capitals. */
  String word() {
    return token().toUpperCase(Locale.ROOT);
  }

  void next() {
    start = end;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    end = start;
    if (start < text.length() && isParenthesis(text.charAt(start))) {
      end++;
      return;
    }
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && !isParenthesis(text.charAt(end))) {
      end++;
    }
  }

  /** Whether the present token begins like a number. */
  boolean atNumber() {
    if (atEnd()) {
      return false;
    }
    char first = text.charAt(start);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  /**
   * Reads a number.
   *
   * @param meaning what the number is, for the message
   */
  double number(String meaning) {
    if (atEnd()) {
      throw error("The " + meaning + " is missing");
    }
    String token = token();
    if (token.length() > LONGEST_NUMBER || !atNumber() || !isDecimal(token)) {
      throw error(
          "[" + shortened(token) + "] is not a number, but the " + meaning + " belongs here");
    }
    double value = Double.parseDouble(token);
    if (!Double.isFinite(value)) {
      throw error("The " + meaning + " [" + token + "] is too large");
    }
    next();
    return value;
  }

  /** Reads a number that must lie in a range, given in degrees. */
  double degrees(String meaning, double lowest, double highest) {
    int at = position();
    String token = token();
    double value = number(meaning);
    if (value < lowest || value > highest) {
      throw new RegionTextException(
          "The %s [%s] is not between %s and %s deg"
              .formatted(meaning, token, plain(lowest), plain(highest)),
          at);
    }
    return value;
  }

  void expect(String parenthesis) {
    if (!token().equals(parenthesis)) {
      throw error(
          atEnd()
              ? "[" + parenthesis + "] is missing"
              : "[" + parenthesis + "] belongs here, not [" + shortened(token()) + "]");
    }
    next();
  }

  RegionTextException error(String message) {
    return new RegionTextException(message, position());
  }

  static String shortened(String token) {
    return token.length() > 40 ? token.substring(0, 40) + "..." : token;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Java's own reader would take "1d", "0x1p3" and "NaN" too. */
  private static boolean isDecimal(String token) {
    boolean digit = false;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean known = (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-';
      if (!known && c != 'e' && c != 'E') {
        return false;
      }
      digit |= c >= '0' && c <= '9';
    }
    if (!digit) {
      return false;
    }
    try {
      Double.parseDouble(token);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isParenthesis(char c) {
    return c == '(' || c == ')';
  }
}
