package org.almagest.adql.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;

/**
 * Bounds on a query. Parser, validator and planner work by recursion: the depth of the syntax tree,
 * estimated from the tokens, must fit a thread's stack.
 */
final class QueryLimits {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST_NESTING = 50;
  private static final int LONGEST_CHAIN = 400;

  private static final Set<String> OPERATORS =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "+",
          "-",
          "*",
          "/",
          "||",
          "=",
          "<",
          ">",
          "<=",
          ">=",
          "<>",
          "!=",
          "JOIN",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "BETWEEN",
          "LIKE",
          "IN",
          "IS");
  private static final Set<String> AFTER_FROM =
      Set.of("SELECT", "WHERE", "GROUP", "HAVING", "ORDER", "ON", "USING", "OFFSET");

  private QueryLimits() {}

  static void checkLength(String text) {
    if (text.length() > LONGEST) {
      throw tooComplex(
          0, 0, "The query has " + text.length() + " characters; at most " + LONGEST + " are read");
    }
  }

  static void checkDepth(List<Lexeme> tokens) {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level());
    int chained = 0;
    for (Lexeme token : tokens) {
      Level level = levels.element();
      String word = token.word();
      if (token.is("(")) {
        levels.push(new Level());
      } else if (token.is(")") && levels.size() > 1) {
        chained -= levels.pop().chain;
      } else if (token.is(",") && !level.inFrom) {
        chained -= level.chain;
        level.chain = 0;
      } else if (token.kind() == Lexeme.Kind.WORD && word.equals("FROM")) {
        level.inFrom = true;
      } else if (token.kind() == Lexeme.Kind.WORD && AFTER_FROM.contains(word)) {
        level.inFrom = false;
      } else if (token.is(",") || (OPERATORS.contains(word) && token.is(word))) {
        level.chain++;
        chained++;
      }
      if (levels.size() > DEEPEST_NESTING + 1) {
        throw tooComplex(
            token.line(),
            token.column(),
            "Parentheses are nested more than " + DEEPEST_NESTING + " deep");
      }
      if (chained > LONGEST_CHAIN) {
        throw tooComplex(
            token.line(),
            token.column(),
            "More than " + LONGEST_CHAIN + " operators in one expression");
      }
    }
  }

  private static AdqlException tooComplex(int line, int column, String message) {
    return new AdqlException(
        AdqlErrorCode.TOO_COMPLEX,
        line,
        column,
        message,
        "a list of values goes into IN (...), a longer one into a table of your own to join with");
  }

  private static final class Level {
    private int chain;
    private boolean inFrom;
  }
}
