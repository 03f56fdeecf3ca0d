package org.almagest.adql.parse;

import java.util.List;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlNode;

/**
 * Text to syntax tree, by the grammar of ADQL 2.1 (appendix A) and no other. The tree is Calcite's;
 * a TOP stands where Calcite expects a FETCH.
 */
public final class AdqlParser {

  private AdqlParser() {}

  /**
   * The syntax tree of a query.
   *
   * @throws AdqlException if the text is not ADQL
   */
  public static SqlNode parse(String text) {
    Limits.checkLength(text);
    List<Lexeme> pieces = Tokenizer.tokens(text);
    if (pieces.size() == 1) {
      throw new AdqlException(
          AdqlErrorCode.SYNTAX, 1, 1, "The query is empty", "a query begins with SELECT");
    }
    ForeignSyntax.refuse(pieces);
    return new QueryParser(new Tokens(pieces), new Limits()).query();
  }

  /**
   * An error of a later phase, which knows the token to blame but not where it stands; it is placed
   * if the token, in brackets in its message, is in the text once.
   */
  public static AdqlException placed(AdqlException error, String text) {
    String message = String.valueOf(error.getMessage());
    int open = message.indexOf('[');
    int close = message.indexOf(']', open);
    if (error.line() > 0 || open < 0 || close < 0) {
      return error;
    }
    String token = message.substring(open + 1, close);
    List<Lexeme> places =
        Tokenizer.tokens(text).stream().filter(piece -> piece.stands(token)).toList();
    if (places.size() != 1) {
      return error;
    }
    Lexeme place = places.get(0);
    AdqlException placed =
        new AdqlException(
            error.code(), place.line(), place.column(), message, error.hint().orElse(null));
    placed.initCause(error);
    return placed;
  }

  /** Whether a name must be in double quotes, whatever its case. */
  public static boolean isReserved(String word) {
    return ReservedWords.contains(word);
  }
}
