package org.almagest.adql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Identifiers: regular ones, delimited ones, and those with a qualifier (ADQL 2.1, 2.1.2). */
final class NameParser {
  private static final int LONGEST = 1024;
  private static final int MOST_OF_A_COLUMN = 4;
  private static final int MOST_OF_A_TABLE = 3;

  private final Tokens tokens;

  NameParser(Tokens tokens) {
    this.tokens = tokens;
  }

  boolean atName() {
    return isName(tokens.peek());
  }

  /**
   * A name without qualifier.
   *
   * @param expected what it names, for the message
   */
  SqlIdentifier identifier(String expected) {
    Lexeme piece = name(expected);
    return new SqlIdentifier(text(piece), piece.position());
  }

  SqlIdentifier table() {
    return qualified("the name of a table", MOST_OF_A_TABLE, "catalog.schema.table");
  }

  SqlIdentifier column() {
    return qualified("a column", MOST_OF_A_COLUMN, "catalog.schema.table.column");
  }

  /** {@code table.*}, or null where something else comes next. */
  @Nullable SqlIdentifier qualifiedStar() {
    int ahead = 0;
    while (isName(tokens.peekAfter(ahead)) && tokens.peekAfter(ahead + 1).is(".")) {
      ahead += 2;
    }
    if (ahead == 0 || !tokens.peekAfter(ahead).is("*")) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<SqlParserPos> positions = new ArrayList<>();
    for (int i = 0; i < ahead; i += 2) {
      Lexeme piece = name("a table");
      names.add(text(piece));
      positions.add(piece.position());
      tokens.expect(".");
    }
    SqlParserPos star = tokens.take().position();
    names.add("*");
    positions.add(star);
    refuseLonger(names, positions, MOST_OF_A_COLUMN, "catalog.schema.table.*");
    return SqlIdentifier.star(names, positions.get(0).plus(star), positions);
  }

  private SqlIdentifier qualified(String expected, int most, String form) {
    List<String> names = new ArrayList<>();
    List<SqlParserPos> positions = new ArrayList<>();
    do {
      Lexeme piece = name(expected);
      names.add(text(piece));
      positions.add(piece.position());
    } while (tokens.takeIf("."));
    refuseLonger(names, positions, most, form);
    return new SqlIdentifier(
        names,
        null,
        positions.get(0).withQuoting(false).plus(positions.get(positions.size() - 1)),
        positions);
  }

  private static void refuseLonger(
      List<String> names, List<SqlParserPos> positions, int most, String form) {
    if (names.size() > most) {
      throw Tokens.error(
          positions.get(0),
          "[" + String.join(".", names.subList(0, most)) + "...] has " + names.size() + " parts",
          "at most " + form);
    }
  }

  private Lexeme name(String expected) {
    Lexeme piece = tokens.peek();
    if (!isName(piece)) {
      throw tokens.unexpected(expected);
    }
    if (piece.text().length() > LONGEST) {
      throw Tokens.error(piece, "A name of more than " + LONGEST + " characters", null);
    }
    refuseUnderscore(piece);
    if (piece.text().equals("\"\"")) {
      throw Tokens.error(piece, "A name without characters", null);
    }
    return tokens.take();
  }

  void refuseUnderscore(Lexeme piece) {
    if (piece.text().startsWith("_")) {
      throw Tokens.error(
          piece,
          "[" + piece.text() + "] does not begin with a letter",
          "write " + Tokens.quoted(piece));
    }
  }

  private static boolean isName(Lexeme piece) {
    return piece.kind() == Lexeme.Kind.NAME
        || (piece.kind() == Lexeme.Kind.WORD && !piece.isReserved());
  }

  static String text(Lexeme piece) {
    return piece.kind() == Lexeme.Kind.NAME ? piece.unquoted() : piece.text();
  }
}
