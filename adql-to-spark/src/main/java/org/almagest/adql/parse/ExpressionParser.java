package org.almagest.adql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.adql.parse.Term.Shape;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The productions of search_condition and value_expression (ADQL 2.1, appendix A). A parenthesis
 * may open either: both are read alike, and what a part may be is checked where it is used.
 */
final class ExpressionParser {
  private static final Map<String, SqlOperator> COMPARISONS =
      Map.of(
          "=", SqlStdOperatorTable.EQUALS,
          "<>", SqlStdOperatorTable.NOT_EQUALS,
          "!=", SqlStdOperatorTable.NOT_EQUALS,
          "<", SqlStdOperatorTable.LESS_THAN,
          "<=", SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          ">", SqlStdOperatorTable.GREATER_THAN,
          ">=", SqlStdOperatorTable.GREATER_THAN_OR_EQUAL);

  private static final int MOST_VALUES = 20_000;

  private final Tokens tokens;
  private final Limits limits;
  private final NameParser names;
  private final QueryParser queries;
  private final ValueParser values;

  ExpressionParser(Tokens tokens, Limits limits, NameParser names, QueryParser queries) {
    this.tokens = tokens;
    this.limits = limits;
    this.names = names;
    this.queries = queries;
    this.values = new ValueParser(tokens, limits, names, this);
  }

  NameParser names() {
    return names;
  }

  /** A search_condition. */
  SqlNode condition() {
    int chained = limits.chained();
    Term term = expression();
    limits.unchain(chained);
    requireCondition(term);
    return term.node();
  }

  /**
   * A value_expression.
   *
   * @param expected what it stands for, for the message
   */
  SqlNode value(String expected) {
    return valueTerm(expected).node();
  }

  Term valueTerm(String expected) {
    int chained = limits.chained();
    Term term = expression();
    limits.unchain(chained);
    if (term.isCondition()) {
      throw Tokens.error(
          term.position(),
          "A condition is not " + expected,
          "conditions go into WHERE, ON, HAVING");
    }
    return term;
  }

  /** What is in parentheses: a query, a condition or a value. */
  Term parenthesised() {
    Lexeme open = tokens.peek();
    if (tokens.peekAfter(1).is("SELECT")) {
      return Term.any(queries.parenthesised());
    }
    limits.enter(tokens.take());
    Term inner = expression();
    if (Subqueries.isQuery(inner.node()) && queries.goesOn()) {
      inner = Term.any(queries.selectAfter(inner.node()));
    }
    if (tokens.at(",")) {
      throw Tokens.error(open, "A list in parentheses", "a list of values stands behind [IN]");
    }
    queries.close();
    return inner.isCondition() ? inner : Term.any(inner.node());
  }

  private Term expression() {
    Term first = conjunction();
    if (!tokens.at("OR")) {
      return first;
    }
    List<SqlNode> parts = new ArrayList<>();
    parts.add(requireCondition(first));
    while (tokens.at("OR")) {
      limits.condition(tokens.take());
      parts.add(requireCondition(conjunction()));
    }
    return new Term(balanced(SqlStdOperatorTable.OR, parts), Shape.CONDITION);
  }

  private Term conjunction() {
    Term first = negation();
    if (!tokens.at("AND")) {
      return first;
    }
    List<SqlNode> parts = new ArrayList<>();
    parts.add(requireCondition(first));
    while (tokens.at("AND")) {
      limits.condition(tokens.take());
      parts.add(requireCondition(negation()));
    }
    return new Term(balanced(SqlStdOperatorTable.AND, parts), Shape.CONDITION);
  }

  /** A chain of any length makes a tree that is shallow enough for a parser's recursion. */
  private static SqlNode balanced(SqlOperator operator, List<SqlNode> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int half = (parts.size() + 1) / 2;
    SqlNode left = balanced(operator, parts.subList(0, half));
    SqlNode right = balanced(operator, parts.subList(half, parts.size()));
    return operator.createCall(sum(left, right), left, right);
  }

  private static SqlNode requireCondition(Term term) {
    if (!term.isCondition()) {
      throw Tokens.error(
          term.position(),
          "Expected a condition, not " + term.shape().description(),
          FunctionForms.isPredicate(term.node())
              ? "write 1 = before CONTAINS(...) or INTERSECTS(...)"
              : "compare it with a value: x = y");
    }
    return term.node();
  }

  private Term negation() {
    if (!tokens.at("NOT")) {
      return predicate();
    }
    Lexeme not = tokens.take();
    if (tokens.at("NOT")) {
      throw tokens.unexpected("a condition behind [NOT]");
    }
    SqlNode operand = requireCondition(predicate());
    return new Term(
        SqlStdOperatorTable.NOT.createCall(
            not.position().plus(operand.getParserPosition()), operand),
        Shape.CONDITION);
  }

  private Term predicate() {
    if (tokens.at("EXISTS")) {
      Lexeme exists = tokens.take();
      if (!tokens.at("(")) {
        throw tokens.unexpected("a sub-query in parentheses behind [EXISTS]");
      }
      SqlNode query = queries.parenthesised();
      return condition(
          SqlStdOperatorTable.EXISTS, exists.position().plus(query.getParserPosition()), query);
    }
    int chained = limits.chained();
    Term left = values.value();
    Term whole = comparison(left);
    limits.unchain(chained);
    return whole;
  }

  private Term comparison(Term left) {
    Lexeme operator = tokens.peek();
    if (operator.kind() == Lexeme.Kind.SYMBOL && COMPARISONS.containsKey(operator.text())) {
      tokens.take();
      requireValue(left);
      refuseQuantified();
      SqlNode right = operand();
      SqlOperator comparison = COMPARISONS.get(operator.text());
      return condition(comparison, sum(left.node(), right), left.node(), right);
    }
    if (operator.is("IS")) {
      return isNull(left);
    }
    boolean negated = operator.is("NOT");
    Lexeme keyword = negated ? tokens.peekAfter(1) : operator;
    if (!keyword.is("BETWEEN")
        && !keyword.is("IN")
        && !keyword.is("LIKE")
        && !keyword.is("ILIKE")) {
      if (negated) {
        tokens.take();
        throw tokens.unexpected("[BETWEEN], [IN], [LIKE] or [ILIKE] behind [NOT]");
      }
      return left;
    }
    if (negated) {
      tokens.take();
    }
    tokens.take();
    requireValue(left);
    if (keyword.is("BETWEEN")) {
      return between(left, negated);
    }
    return keyword.is("IN") ? in(left, negated) : like(left, keyword, negated);
  }

  private Term between(Term left, boolean negated) {
    SqlNode low = operand();
    tokens.expect("AND");
    SqlNode high = operand();
    return condition(
        negated ? SqlStdOperatorTable.NOT_BETWEEN : SqlStdOperatorTable.BETWEEN,
        sum(left.node(), high),
        left.node(),
        low,
        high);
  }

  private Term in(Term left, boolean negated) {
    if (!tokens.at("(")) {
      throw tokens.unexpected("a list or sub-query in parentheses behind [IN]");
    }
    int ahead = 1;
    while (tokens.peekAfter(ahead).is("(")) {
      ahead++;
    }
    SqlNode right =
        tokens.peekAfter(ahead).is("SELECT") || tokens.peekAfter(ahead).is("WITH")
            ? queries.parenthesised()
            : valueList();
    return condition(
        negated ? SqlStdOperatorTable.NOT_IN : SqlStdOperatorTable.IN,
        sum(left.node(), right),
        left.node(),
        right);
  }

  private SqlNode valueList() {
    Lexeme open = tokens.take();
    limits.enter(open);
    List<SqlNode> items = new ArrayList<>();
    do {
      Lexeme first = tokens.peek();
      SqlNode item = value("a value of a list");
      items.add(item);
      limits.list(items.size(), MOST_VALUES, "values in [IN]", first);
      if (!(item instanceof SqlLiteral)) {
        limits.condition(first);
      }
    } while (tokens.takeIf(","));
    queries.close();
    return new SqlNodeList(items, open.position().plus(tokens.lastPosition()));
  }

  private Term like(Term left, Lexeme keyword, boolean negated) {
    values.requireText(left, keyword);
    Term pattern = values.value();
    values.requireText(pattern, keyword);
    SqlOperator operator =
        keyword.is("LIKE")
            ? negated ? SqlStdOperatorTable.NOT_LIKE : SqlStdOperatorTable.LIKE
            : negated ? SqlLibraryOperators.NOT_ILIKE : SqlLibraryOperators.ILIKE;
    if (tokens.at("ESCAPE")) {
      throw Tokens.error(tokens.peek(), "[ESCAPE] is not part of ADQL", null);
    }
    return condition(operator, sum(left.node(), pattern.node()), left.node(), pattern.node());
  }

  private Term isNull(Term left) {
    tokens.take();
    boolean negated = tokens.takeIf("NOT");
    if (!tokens.at("NULL")) {
      throw Tokens.error(
          tokens.peek(),
          "Unexpected [" + tokens.peek().text() + "]: expected [NULL]",
          "IS NULL and IS NOT NULL are all that IS can ask; = compares values");
    }
    SqlParserPos end = tokens.take().position();
    requireValue(left);
    return condition(
        negated ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL,
        left.position().plus(end),
        left.node());
  }

  private SqlNode operand() {
    Term term = values.value();
    requireValue(term);
    return term.node();
  }

  private static void requireValue(Term term) {
    if (term.isCondition()) {
      throw Tokens.error(term.position(), "A condition cannot be compared", "use AND, OR or NOT");
    }
  }

  private void refuseQuantified() {
    Lexeme word = tokens.peek();
    if (word.is("ANY") || word.is("SOME") || word.is("ALL")) {
      throw Tokens.error(
          word, "[" + word.text() + "] is not part of ADQL", "write IN (SELECT ...) or EXISTS");
    }
  }

  private static Term condition(SqlOperator operator, SqlParserPos at, SqlNode... operands) {
    return new Term(operator.createCall(at, operands), Shape.CONDITION);
  }

  private static SqlParserPos sum(SqlNode left, SqlNode right) {
    return left.getParserPosition().withQuoting(false).plus(right.getParserPosition());
  }
}
