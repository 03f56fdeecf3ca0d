package org.almagest.adql.parse;

import java.util.List;
import java.util.stream.Stream;
import org.almagest.adql.parse.Term.Shape;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The productions of numeric_value_expression and character_value_expression (ADQL 2.1, appendix
 * A). Sums and concatenations do not mix without parentheses. The operators of bits are an
 * extension: {@code ~} binds as a sign does, and {@code &}, {@code ^} and {@code |}, in this order,
 * less than a sum and more than a comparison.
 */
final class ValueParser {
  /** From the one that binds least to the one that binds most. */
  private static final List<Bits> BITS =
      List.of(new Bits("|", "BIT_OR"), new Bits("^", "BIT_XOR"), new Bits("&", "BIT_AND"));

  private final Tokens tokens;
  private final Limits limits;
  private final NameParser names;
  private final ExpressionParser expressions;
  private final FunctionParser functions;

  ValueParser(Tokens tokens, Limits limits, NameParser names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.limits = limits;
    this.names = names;
    this.expressions = expressions;
    this.functions = new FunctionParser(tokens, limits, names, expressions);
  }

  /** A value, or a condition in parentheses. */
  Term value() {
    Term first = bits(0);
    if (!tokens.at("||")) {
      return first;
    }
    Term left = first;
    while (tokens.at("||")) {
      Lexeme operator = tokens.take();
      limits.chain(operator);
      requireText(left, operator);
      Term right = primary();
      requireText(right, operator);
      left = binary(SqlStdOperatorTable.CONCAT, left, right, Shape.TEXT);
    }
    if (Stream.of("+", "-", "*", "/", "&", "|", "^").anyMatch(tokens::at)) {
      throw Tokens.error(
          tokens.peek(),
          "[" + tokens.peek().text() + "] cannot follow a text",
          "put the sum in parentheses and write CAST(... AS VARCHAR)");
    }
    return left;
  }

  private Term bits(int rank) {
    if (rank == BITS.size()) {
      return sum();
    }
    Bits operation = BITS.get(rank);
    Term left = bits(rank + 1);
    while (tokens.at(operation.symbol())) {
      Lexeme operator = tokens.take();
      limits.chain(operator);
      Term right = bits(rank + 1);
      requireNumber(left, operator);
      requireNumber(right, operator);
      left =
          new Term(
              operation.of(
                  left.position().withQuoting(false).plus(right.position()),
                  left.node(),
                  right.node()),
              Shape.NUMBER);
    }
    return left;
  }

  private Term sum() {
    Term left = product();
    while (tokens.at("+") || tokens.at("-")) {
      Lexeme operator = tokens.take();
      limits.chain(operator);
      left =
          arithmetic(
              operator.is("+") ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS,
              operator,
              left,
              product());
    }
    return left;
  }

  private Term product() {
    Term left = factor();
    while (tokens.at("*") || tokens.at("/")) {
      Lexeme operator = tokens.take();
      limits.chain(operator);
      left =
          arithmetic(
              operator.is("*") ? SqlStdOperatorTable.MULTIPLY : SqlStdOperatorTable.DIVIDE,
              operator,
              left,
              factor());
    }
    return left;
  }

  private Term factor() {
    if (tokens.at("~")) {
      return complement();
    }
    if (!tokens.at("+") && !tokens.at("-")) {
      return primary();
    }
    Lexeme sign = tokens.take();
    if (tokens.at("+") || tokens.at("-")) {
      throw tokens.unexpected("a single sign before a value");
    }
    if (sign.is("-") && tokens.at(Lexeme.Kind.NUMBER) && NumberLiterals.isLeast(tokens.peek())) {
      return new Term(
          SqlLiteral.createExactNumeric("-" + tokens.peek().text(), tokens.take().position()),
          Shape.NUMBER);
    }
    Term operand = tokens.at("~") ? complement() : primary();
    requireNumber(operand, sign);
    return new Term(
        (sign.is("-") ? SqlStdOperatorTable.UNARY_MINUS : SqlStdOperatorTable.UNARY_PLUS)
            .createCall(sign.position().plus(operand.position()), operand.node()),
        Shape.NUMBER);
  }

  private Term complement() {
    Lexeme operator = tokens.take();
    limits.enter(operator);
    Term operand = factor();
    limits.leave();
    requireNumber(operand, operator);
    return new Term(
        new Bits("~", "BIT_NOT").of(operator.position().plus(operand.position()), operand.node()),
        Shape.NUMBER);
  }

  private Term primary() {
    Lexeme piece = tokens.peek();
    return switch (piece.kind()) {
      case NUMBER -> new Term(NumberLiterals.literal(tokens.take()), Shape.NUMERAL);
      case STRING -> new Term(text(), Shape.STRING);
      case NAME -> Term.any(column());
      case WORD -> {
        if (piece.is("NULL")) {
          yield new Term(SqlLiteral.createNull(tokens.take().position()), Shape.NULL);
        }
        Term call = functions.callOrNull();
        yield call == null ? Term.any(column()) : call;
      }
      case SYMBOL -> {
        if (piece.is("(")) {
          yield expressions.parenthesised();
        }
        throw tokens.unexpected("a value");
      }
      case END -> throw tokens.unexpected("a value");
    };
  }

  /** Texts with white space and comments between are one (appendix A: character_string_literal). */
  private SqlNode text() {
    Lexeme first = tokens.take();
    StringBuilder joined = new StringBuilder(first.unquoted());
    boolean whole = !tokens.at(Lexeme.Kind.STRING);
    while (tokens.at(Lexeme.Kind.STRING)) {
      joined.append(tokens.take().unquoted());
    }
    String text = joined.toString();
    Limits.checkText(text, first);
    return SqlLiteral.createCharString(
        text, whole ? first.position() : first.position().plus(tokens.lastPosition()));
  }

  private SqlNode column() {
    SqlIdentifier column = names.column();
    if (tokens.at("(")) {
      throw Tokens.error(
          column.getParserPosition(),
          "[" + column + "] is not the name of a function",
          "the name of a function has no quotes and no schema");
    }
    return column;
  }

  void requireText(Term term, Lexeme operator) {
    if (!term.shape().mayBeText()) {
      throw Tokens.error(
          term.position(),
          "[" + operator.text() + "] needs a text, not " + term.shape().description(),
          term.shape() == Shape.NUMBER ? "write CAST(... AS VARCHAR)" : null);
    }
  }

  private static void requireNumber(Term term, Lexeme operator) {
    if (!term.shape().mayBeNumber()) {
      throw Tokens.error(
          term.position(),
          "[" + operator.text() + "] needs a number, not " + term.shape().description(),
          null);
    }
  }

  private static Term arithmetic(SqlOperator operator, Lexeme written, Term left, Term right) {
    requireNumber(left, written);
    requireNumber(right, written);
    return binary(operator, left, right, Shape.NUMBER);
  }

  private static Term binary(SqlOperator operator, Term left, Term right, Shape shape) {
    SqlParserPos at = left.position().withQuoting(false).plus(right.position());
    return new Term(operator.createCall(at, left.node(), right.node()), shape);
  }

  /** An operator of bits is the function of that name. */
  private record Bits(String symbol, String function) {
    SqlNode of(SqlParserPos at, SqlNode... operands) {
      return new SqlUnresolvedFunction(
              new SqlIdentifier(function, at),
              null,
              null,
              null,
              null,
              SqlFunctionCategory.USER_DEFINED_FUNCTION)
          .createCall(at, operands);
    }
  }
}
