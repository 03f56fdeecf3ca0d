package org.almagest.adql.parse;

import java.util.List;
import java.util.Map;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;

/** What other dialects of SQL have and ADQL has not, and what to write instead. */
final class ForeignSyntax {

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("%", "write MOD(a, b) for the remainder"),
          Map.entry("==", "write = to compare"),
          Map.entry("`", "put a name with special characters in double quotes"),
          Map.entry("[", "put a name with special characters in double quotes"),
          Map.entry("?", "write the value itself"),
          Map.entry("#", "write -- before a comment"),
          Map.entry("&&", "write AND"),
          Map.entry("<<", "write a * POWER(2, n)"),
          Map.entry(">>", "write a / POWER(2, n)"));

  private static final Map<String, String> WORDS =
      Map.of(
          "CASE", "COALESCE, or two queries with UNION ALL, may do",
          "TRUE", "write a comparison",
          "FALSE", "write a comparison",
          "INTO", "name the destination in the job, not in the query",
          "FETCH", "write SELECT TOP n",
          "INSERT", "a query begins with SELECT",
          "UPDATE", "a query begins with SELECT",
          "DELETE", "a query begins with SELECT",
          "CREATE", "a query begins with SELECT",
          "DROP", "a query begins with SELECT");

  private ForeignSyntax() {}

  static void refuse(List<Lexeme> tokens) {
    for (int i = 0; i < tokens.size() - 1; i++) {
      Lexeme token = tokens.get(i);
      Lexeme next = tokens.get(i + 1);
      boolean qualified = i > 0 && tokens.get(i - 1).is(".");
      String word = token.word();
      if (token.kind() == Lexeme.Kind.SYMBOL && SYMBOLS.containsKey(word)) {
        throw refusal(token, SYMBOLS.get(word));
      }
      if (token.kind() != Lexeme.Kind.WORD || qualified) {
        continue;
      }
      if (WORDS.containsKey(word)) {
        throw refusal(token, WORDS.get(word));
      }
      if (word.equals("LIMIT") && next.kind() == Lexeme.Kind.NUMBER) {
        throw refusal(token, "write SELECT TOP " + next.text());
      }
      if (word.equals("CROSS") && next.is("JOIN")) {
        throw refusal(token, "put a comma between the tables");
      }
      if (word.equals("OVER") && next.is("(") && i > 0 && tokens.get(i - 1).is(")")) {
        throw refusal(token, "window functions are not available; GROUP BY in a sub-query may do");
      }
    }
  }

  private static AdqlException refusal(Lexeme token, String hint) {
    return new AdqlException(
        AdqlErrorCode.SYNTAX,
        token.line(),
        token.column(),
        "[" + token.text() + "] is not part of ADQL",
        hint);
  }
}
