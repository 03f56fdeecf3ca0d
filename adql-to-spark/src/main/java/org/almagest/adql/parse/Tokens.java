package org.almagest.adql.parse;

import java.util.List;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The pieces of a query, read from left to right, and what may be said of one that is wrong. */
final class Tokens {
  /** Words that stand wrong more often than they are meant for a name. */
  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "ON",
          "USING",
          "AND",
          "OR",
          "AS",
          "BY",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "JOIN",
          "IN",
          "LIKE",
          "BETWEEN",
          "IS",
          "NOT",
          "NULL",
          "WITH",
          "DISTINCT",
          "ALL",
          "TOP",
          "ASC",
          "DESC");

  private final List<Lexeme> pieces;
  private int next;

  /**
   * @param pieces the last is the end
   */
  Tokens(List<Lexeme> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  Lexeme peek() {
    return pieces.get(next);
  }

  Lexeme peekAfter(int count) {
    return pieces.get(Math.min(next + count, pieces.size() - 1));
  }

  boolean at(String wordOrSymbol) {
    return peek().is(wordOrSymbol);
  }

  boolean at(Lexeme.Kind kind) {
    return peek().kind() == kind;
  }

  Lexeme take() {
    Lexeme taken = peek();
    if (taken.kind() != Lexeme.Kind.END) {
      next++;
    }
    return taken;
  }

  boolean takeIf(String wordOrSymbol) {
    if (at(wordOrSymbol)) {
      next++;
      return true;
    }
    return false;
  }

  Lexeme expect(String wordOrSymbol) {
    if (!at(wordOrSymbol)) {
      throw unexpected("[" + wordOrSymbol + "]");
    }
    return take();
  }

  /** The place of the piece that was taken last. */
  SqlParserPos lastPosition() {
    return pieces.get(Math.max(0, next - 1)).position();
  }

  /** That the next piece is not what had to come. */
  AdqlException unexpected(String expected) {
    Lexeme found = peek();
    if (found.kind() == Lexeme.Kind.END || found.is(";")) {
      return error(found, "The query ends too early: " + expected + " is missing", null);
    }
    return error(found, "Unexpected [" + shown(found) + "]: expected " + expected, hint(found));
  }

  private @Nullable String hint(Lexeme found) {
    Lexeme before = pieces.get(Math.max(0, next - 1));
    String joined = joined(before);
    if (joined != null) {
      return joined;
    }
    if (before.kind() == Lexeme.Kind.NUMBER
        && found.kind() == Lexeme.Kind.WORD
        && found.follows(before)) {
      return "["
          + before.text()
          + shown(found)
          + "] is a number and a name: a name begins with a letter, or goes in double quotes";
    }
    boolean clause = CLAUSES.contains(found.word()) && !before.is("AS") && !before.is(".");
    if (found.isReserved() && !clause && next > 0) {
      return "[" + found.text() + "] is a reserved word; as a name, write " + quoted(found);
    }
    if (before.isReserved() && next > 0 && found.is(".")) {
      return "[" + before.text() + "] is a reserved word; as a name, write " + quoted(before);
    }
    return found.kind() == Lexeme.Kind.STRING
        ? "a text goes in single quotes, a name in double quotes"
        : null;
  }

  /** What to write for a keyword that has run into what follows it, else null. */
  static @Nullable String joined(Lexeme word) {
    if (word.kind() != Lexeme.Kind.WORD || word.isReserved()) {
      return null;
    }
    return List.of("SELECT", "FROM", "WHERE", "HAVING").stream()
        .filter(clause -> word.word().matches(clause + "[A-Z].*"))
        .findFirst()
        .map(
            clause ->
                "is a space missing? write "
                    + clause
                    + " "
                    + shown(word).substring(clause.length()))
        .orElse(null);
  }

  static String quoted(Lexeme word) {
    return '"' + word.text() + '"';
  }

  private static String shown(Lexeme piece) {
    return piece.text().length() > 60 ? piece.text().substring(0, 57) + "..." : piece.text();
  }

  static AdqlException error(Lexeme piece, String message, @Nullable String hint) {
    return new AdqlException(AdqlErrorCode.SYNTAX, piece.line(), piece.column(), message, hint);
  }

  static AdqlException error(SqlParserPos at, String message, @Nullable String hint) {
    return new AdqlException(
        AdqlErrorCode.SYNTAX, at.getLineNum(), at.getColumnNum(), message, hint);
  }
}
