package org.almagest.adql.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Bounds on a query, held while it is parsed. Validator and planner work by recursion, and put the
 * query of a WITH in every place that names it: what they make of the text is counted here.
 */
final class Limits {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST_NESTING = 50;
  private static final int DEEPEST_QUERY = 20;
  private static final int LONGEST_CHAIN = 200;
  private static final int MOST_CONDITIONS = 400;
  private static final int MOST_TABLES = 64;
  private static final int MOST_TOKENS = 150_000;
  private static final int MOST_VERTICES = 5_000;
  private static final int MOST_ARGUMENTS = 100;
  private static final int LONGEST_TEXT = 100_000;

  private final Map<String, Integer> tablesOfWith = new HashMap<>();
  private int depth;
  private int queryDepth;
  private int chained;
  private int conditions;
  private int tables;

  static void checkLength(String text) {
    if (text.length() > LONGEST) {
      throw tooComplex(
          SqlParserPos.ZERO,
          "The query has " + text.length() + " characters; at most " + LONGEST + " are read");
    }
  }

  /** Tokens are many times as large as the characters they are made of. */
  static void checkTokens(int count, int line, int column) {
    if (count > MOST_TOKENS) {
      throw tooComplex(
          new SqlParserPos(line, column),
          "The query has more than " + MOST_TOKENS + " words, numbers and signs");
    }
  }

  /** A text in quotes: it may be a region, which is read more than once. */
  static void checkText(String text, Lexeme at) {
    if (text.length() > LONGEST_TEXT) {
      throw tooComplex(
          at.position(),
          "The text has " + text.length() + " characters; at most " + LONGEST_TEXT + " are read");
    }
  }

  /** The arguments of a function; those of POLYGON are vertices. */
  void arguments(int count, Lexeme function, Lexeme at) {
    if (!function.is("POLYGON")) {
      list(count, MOST_ARGUMENTS, "arguments of [" + function.text() + "]", at);
    } else {
      list((count + 1) / 2, MOST_VERTICES, "vertices of [POLYGON]", at);
    }
  }

  /** Enters a pair of parentheses. */
  void enter(Lexeme parenthesis) {
    if (++depth > DEEPEST_NESTING) {
      throw tooComplex(
          parenthesis.position(), "Parentheses are nested more than " + DEEPEST_NESTING + " deep");
    }
  }

  void leave() {
    depth--;
  }

  /** Enters a query inside another. */
  void enterQuery(Lexeme start) {
    if (++queryDepth > DEEPEST_QUERY) {
      throw tooComplex(start.position(), "Queries are nested more than " + DEEPEST_QUERY + " deep");
    }
  }

  void leaveQuery() {
    queryDepth--;
  }

  /** A list of columns or terms. */
  void list(int length, int most, String what, Lexeme at) {
    if (length > most) {
      throw tooComplex(at.position(), "More than " + most + " " + what);
    }
  }

  /** An operator makes the tree one deeper, until {@link #unchain}. */
  void chain(Lexeme operator) {
    if (++chained > LONGEST_CHAIN) {
      throw tooComplex(
          operator.position(), "More than " + LONGEST_CHAIN + " operators in one expression");
    }
  }

  int chained() {
    return chained;
  }

  void unchain(int length) {
    chained = length;
  }

  void condition(Lexeme operator) {
    if (++conditions > MOST_CONDITIONS) {
      throw tooComplex(
          operator.position(), "More than " + MOST_CONDITIONS + " conditions in one query");
    }
  }

  /** A table is named; the name may be that of a WITH. */
  void table(String name, SqlParserPos at) {
    tables += tablesOfWith.getOrDefault(name.toLowerCase(Locale.ROOT), 1);
    if (tables > MOST_TABLES) {
      throw tooComplex(
          at,
          "More than "
              + MOST_TABLES
              + " tables in one query, those of WITH counted at each place that names it");
    }
  }

  int tables() {
    return tables;
  }

  /** The query of a WITH is complete; its tables count where it is named. */
  void with(String name, int tablesBefore) {
    tablesOfWith.put(name.toLowerCase(Locale.ROOT), Math.max(1, tables - tablesBefore));
    tables = tablesBefore;
  }

  private static AdqlException tooComplex(SqlParserPos at, String message) {
    return new AdqlException(
        AdqlErrorCode.TOO_COMPLEX,
        at.getLineNum(),
        at.getColumnNum(),
        message,
        "a list of values goes into IN (...), a longer one into a table of your own to join with");
  }
}
