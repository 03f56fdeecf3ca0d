package org.almagest.adql.parse;

import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A piece of a query, comments and white space left out.
 *
 * @param text as written
 * @param line from 1
 * @param column from 1
 */
record Lexeme(Kind kind, String text, int line, int column) {

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
    SYMBOL,
    /** What stands behind the last piece. */
    END
  }

  /** The text of a word in upper case, of anything else as written. */
  String word() {
    return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
  }

  boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && word().equals(wordOrSymbol);
  }

  /** Whether it is this token, the case and the quotes left out. */
  boolean stands(String token) {
    return switch (kind) {
      case WORD -> text.equalsIgnoreCase(token);
      case NAME, STRING -> unquoted().equals(token);
      case NUMBER -> text.equals(token);
      case SYMBOL, END -> false;
    };
  }

  /** Whether nothing stands between it and the one before. */
  boolean follows(Lexeme before) {
    return line == before.line && column == before.column + before.text.length();
  }

  boolean isReserved() {
    return kind == Kind.WORD && ReservedWords.contains(text);
  }

  /** Where it stands; a text may hold line breaks, and is placed by its first character. */
  SqlParserPos position() {
    int end = text.indexOf('\n') < 0 ? column + Math.max(1, text.length()) - 1 : column;
    SqlParserPos position = new SqlParserPos(line, column, line, end);
    return kind == Kind.NAME ? position.withQuoting(true) : position;
  }

  /** The text between the quotes, doubled quotes single. */
  String unquoted() {
    String quote = text.substring(0, 1);
    return text.substring(1, text.length() - 1).replace(quote + quote, quote);
  }
}
