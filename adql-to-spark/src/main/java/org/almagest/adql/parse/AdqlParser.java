package org.almagest.adql.parse;

import java.util.List;
import java.util.Objects;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformance;
import org.jspecify.annotations.Nullable;

/** Text to syntax tree. */
public final class AdqlParser {
  private static final int LONGEST_NAME = 1024;

  private final SqlParser.Config config;

  /**
   * @param conformance what Calcite's grammar lets pass
   */
  public AdqlParser(SqlConformance conformance) {
    this.config =
        SqlParser.config()
            .withParserFactory(AdqlGrammar.FACTORY)
            .withConformance(conformance)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withIdentifierMaxLength(LONGEST_NAME);
  }

  /**
   * The syntax tree of a query, its TOP where Calcite expects a FETCH.
   *
   * @throws AdqlException if the text is not ADQL
   */
  public SqlNode parse(String text) {
    QueryLimits.checkLength(text);
    List<Lexeme> tokens = Tokenizer.tokens(text);
    if (tokens.isEmpty()) {
      throw new AdqlException(
          AdqlErrorCode.SYNTAX, 1, 1, "The query is empty", "a query begins with SELECT");
    }
    ForeignSyntax.refuse(tokens);
    QueryLimits.checkDepth(tokens);
    SqlNode query = grammar(withoutSemicolon(text, tokens), tokens);
    SyntaxRules.check(query);
    return rewritten(rewritten(query, new AdqlNodes()), new TopHoisting());
  }

  private static SqlNode rewritten(SqlNode node, SqlShuttle shuttle) {
    return Objects.requireNonNull(node.accept(shuttle), "query");
  }

  private static String withoutSemicolon(String text, List<Lexeme> tokens) {
    Lexeme last = tokens.get(tokens.size() - 1);
    return tokens.size() > 1 && last.is(";") ? text.substring(0, last.start()) : text;
  }

  private SqlNode grammar(String text, List<Lexeme> tokens) {
    try {
      return SqlParser.create(text, config).parseQuery();
    } catch (SqlParseException e) {
      throw translate(e, tokens);
    }
  }

  private AdqlException translate(SqlParseException error, List<Lexeme> tokens) {
    SqlParserPos at = error.getPos();
    if (at == null) {
      return syntax(0, 0, "The query is not ADQL: " + firstLine(error.getMessage()), null);
    }
    Lexeme found = null;
    for (Lexeme token : tokens) {
      if (token.line() == at.getLineNum() && token.column() == at.getColumnNum()) {
        found = token;
      }
    }
    if (found == null || found.is(";")) {
      return syntax(at.getLineNum(), at.getColumnNum(), "The query ends too early", null);
    }
    return syntax(
        found.line(), found.column(), "Unexpected [" + found.text() + "]", hint(found, tokens));
  }

  private @Nullable String hint(Lexeme found, List<Lexeme> tokens) {
    if (found.is("DISTINCT") || found.is("ALL")) {
      return "write SELECT DISTINCT TOP n, in that order";
    }
    if (found.kind() == Lexeme.Kind.WORD
        && SqlParser.create("", config).getMetadata().isReservedWord(found.word())) {
      return found.start() == tokens.get(0).start()
          ? "a query begins with SELECT"
          : "a reserved word that is the name of a column or table goes in double quotes";
    }
    return found.kind() == Lexeme.Kind.STRING
        ? "a text goes in single quotes, a name in double quotes"
        : null;
  }

  private static AdqlException syntax(int line, int column, String message, @Nullable String hint) {
    return new AdqlException(AdqlErrorCode.SYNTAX, line, column, message, hint);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
