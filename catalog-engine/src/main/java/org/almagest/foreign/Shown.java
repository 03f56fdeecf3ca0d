package org.almagest.foreign;

/** Texts of others as messages show them. */
final class Shown {
  private static final int MOST = 60;

  private Shown() {}

  /** Not more than a line of it, and nothing that is no character of a line. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return text.codePointCount(0, text.length()) > MOST ? shown + "..." : shown.toString();
  }
}
