package org.almagest.adql.parse;

import java.util.Locale;

/**
 * A piece of a query, comments and white space left out.
 *
 * @param text as written
 * @param start the index of its first character
 * @param line from 1
 * @param column from 1
 */
record Lexeme(Kind kind, String text, int start, int line, int column) {

  /** What a piece is. */
  enum Kind {
    /** A keyword or a name without quotes. */
    WORD,
    /** A name in double quotes. */
    NAME,
    /** A text in single quotes. */
    STRING,
    /** A number without sign. */
    NUMBER,
    /** A single character, or two that belong together. */
    SYMBOL
  }

  /** The text of a word in upper case, of anything else as written. */
  String word() {
    return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
  }

  boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && word().equals(wordOrSymbol);
  }
}
