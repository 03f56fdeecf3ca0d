package org.almagest.adql.parse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The productions from query_specification to select_query (ADQL 2.1, appendix A). */
final class QueryParser {
  private static final int MOST_COLUMNS = 1000;
  private static final int MOST_TERMS = 50;

  private final Tokens tokens;
  private final Limits limits;
  private final ExpressionParser expressions;
  private final TableParser tables;

  QueryParser(Tokens tokens, Limits limits) {
    this.tokens = tokens;
    this.limits = limits;
    NameParser names = new NameParser(tokens);
    this.expressions = new ExpressionParser(tokens, limits, names, this);
    this.tables = new TableParser(tokens, limits, names, this, expressions);
  }

  /** The whole text, a semicolon allowed behind it. */
  SqlNode query() {
    Lexeme first = tokens.peek();
    if (!first.is("SELECT") && !first.is("WITH") && !first.is("(")) {
      String joined = Tokens.joined(first);
      throw Tokens.error(
          first,
          "Unexpected [" + first.text() + "]",
          joined == null ? "a query begins with SELECT or WITH" : joined);
    }
    SqlNode query = first.is("WITH") ? with() : select();
    tokens.takeIf(";");
    if (!tokens.at(Lexeme.Kind.END)) {
      throw tokens.unexpected(missing());
    }
    return query;
  }

  private String missing() {
    return tokens.at(")") ? "no [)] without a [(]" : "the end of the query";
  }

  private SqlNode with() {
    SqlParserPos start = tokens.take().position();
    List<SqlNode> items = new ArrayList<>();
    do {
      SqlIdentifier name = expressions.names().identifier("the name of a sub-query");
      tokens.expect("AS");
      int before = limits.tables();
      SqlNode query = parenthesised();
      limits.with(name.getSimple(), before);
      items.add(
          new SqlWithItem(
              name.getParserPosition(),
              name,
              null,
              query,
              SqlLiteral.createBoolean(false, name.getParserPosition())));
    } while (tokens.takeIf(","));
    SqlNodeList list = new SqlNodeList(items, start);
    Operand body = set();
    return ordered(new Operand(new SqlWith(start, list, body.query), body.block), start);
  }

  /** A select_expression in parentheses. */
  SqlNode parenthesised() {
    limits.enter(tokens.expect("("));
    SqlNode query = select();
    close();
    return query;
  }

  void close() {
    if (!tokens.at(")")) {
      throw tokens.unexpected("[)]");
    }
    tokens.take();
    limits.leave();
  }

  /** A select_expression: set operations, then ORDER BY and OFFSET of the whole. */
  SqlNode select() {
    Lexeme start = tokens.peek();
    limits.enterQuery(start);
    SqlNode query = ordered(set(), start.position());
    limits.leaveQuery();
    return query;
  }

  /** What follows a query in parentheses that turned out to be the first of a select_expression. */
  SqlNode selectAfter(SqlNode first) {
    return ordered(set(new Operand(first, null)), first.getParserPosition());
  }

  /** Whether a query in parentheses goes on as a select_expression. */
  boolean goesOn() {
    return tokens.at("UNION")
        || tokens.at("EXCEPT")
        || tokens.at("INTERSECT")
        || tokens.at("ORDER")
        || tokens.at("OFFSET");
  }

  private Operand set() {
    return set(operand());
  }

  private Operand set(Operand first) {
    Operand left = intersections(first);
    while (tokens.at("UNION") || tokens.at("EXCEPT")) {
      boolean union = tokens.take().is("UNION");
      SqlOperator operator =
          quantified(
              union ? SqlStdOperatorTable.UNION : SqlStdOperatorTable.EXCEPT,
              union ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.EXCEPT_ALL);
      left = combined(operator, left, intersections(operand()));
    }
    return left;
  }

  private Operand intersections(Operand first) {
    Operand left = first;
    while (tokens.takeIf("INTERSECT")) {
      SqlOperator operator =
          quantified(SqlStdOperatorTable.INTERSECT, SqlStdOperatorTable.INTERSECT_ALL);
      left = combined(operator, left, operand());
    }
    return left;
  }

  private SqlOperator quantified(SqlOperator distinct, SqlOperator all) {
    return tokens.takeIf("ALL") ? all : distinct;
  }

  private static Operand combined(SqlOperator operator, Operand left, Operand right) {
    SqlParserPos pos = left.query.getParserPosition().plus(right.query.getParserPosition());
    return new Operand(operator.createCall(pos, left.query, right.query), null);
  }

  private Operand operand() {
    if (tokens.at("(")) {
      return new Operand(parenthesised(), null);
    }
    if (tokens.at("WITH")) {
      throw Tokens.error(
          tokens.peek(),
          "[WITH] inside a query",
          "WITH stands at the beginning of the whole query");
    }
    SqlSelect block = block();
    return new Operand(block, block);
  }

  /** A select_query. */
  private SqlSelect block() {
    SqlParserPos start = tokens.expect("SELECT").position();
    SqlNodeList keywords = quantifier(start);
    SqlNode top = top();
    if (top != null && (tokens.at("DISTINCT") || tokens.at("ALL"))) {
      throw Tokens.error(
          tokens.peek(),
          "Unexpected [" + tokens.peek().text() + "]",
          "write SELECT " + tokens.peek().word() + " TOP n, in that order");
    }
    SqlNodeList columns = selectList();
    if (!tokens.at("FROM")) {
      throw from();
    }
    tokens.take();
    SqlNode from = tables.list();
    SqlNode where = tokens.takeIf("WHERE") ? expressions.condition() : null;
    SqlNodeList group = tokens.at("GROUP") ? group() : null;
    SqlNode having = tokens.takeIf("HAVING") ? expressions.condition() : null;
    return new SqlSelect(
        start.plus(tokens.lastPosition()),
        keywords,
        columns,
        from,
        where,
        group,
        having,
        SqlNodeList.EMPTY,
        null,
        null,
        null,
        top,
        SqlNodeList.EMPTY);
  }

  private AdqlException from() {
    Lexeme found = tokens.peek();
    return found.kind() == Lexeme.Kind.END || found.is(";") || found.is(")")
        ? Tokens.error(
            found, "[SELECT] without [FROM]", "write FROM and a table behind the columns")
        : tokens.unexpected("[FROM] or [,] behind a column");
  }

  private SqlNodeList quantifier(SqlParserPos start) {
    if (tokens.at("DISTINCT") || tokens.at("ALL")) {
      Lexeme word = tokens.take();
      SqlSelectKeyword keyword = word.is("ALL") ? SqlSelectKeyword.ALL : SqlSelectKeyword.DISTINCT;
      return new SqlNodeList(List.of(keyword.symbol(word.position())), word.position());
    }
    return new SqlNodeList(List.of(), start);
  }

  private @Nullable SqlNode top() {
    return tokens.takeIf("TOP") ? wholeNumber("TOP") : null;
  }

  private SqlNode wholeNumber(String keyword) {
    Lexeme number = tokens.peek();
    if (number.kind() != Lexeme.Kind.NUMBER
        || !number.text().chars().allMatch(Character::isDigit)) {
      throw Tokens.error(
          number,
          "[" + keyword + "] must be followed by a whole number without sign",
          "write " + (keyword.equals("TOP") ? "SELECT TOP 10" : "OFFSET 10"));
    }
    if (new BigDecimal(number.text()).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new AdqlException(
          AdqlErrorCode.OUT_OF_RANGE,
          number.line(),
          number.column(),
          "[" + keyword + "] of more rows than there are numbers for",
          "at most " + Long.MAX_VALUE);
    }
    tokens.take();
    return SqlLiteral.createExactNumeric(number.text(), number.position());
  }

  private SqlNodeList selectList() {
    SqlParserPos start = tokens.peek().position();
    if (tokens.at("FROM")) {
      throw Tokens.error(
          tokens.peek(), "[SELECT] without columns", "write SELECT * for every column");
    }
    List<SqlNode> items = new ArrayList<>();
    do {
      items.add(item());
      limits.list(items.size(), MOST_COLUMNS, "columns behind [SELECT]", tokens.peek());
    } while (tokens.takeIf(","));
    return new SqlNodeList(items, start.plus(tokens.lastPosition()));
  }

  private SqlNode item() {
    if (tokens.at("*")) {
      return SqlIdentifier.star(tokens.take().position());
    }
    SqlIdentifier star = expressions.names().qualifiedStar();
    if (star != null) {
      return star;
    }
    SqlNode value = expressions.value("a column");
    boolean as = tokens.takeIf("AS");
    if (!as && !expressions.names().atName()) {
      return value;
    }
    SqlIdentifier alias = expressions.names().identifier("a name behind [AS]");
    return SqlStdOperatorTable.AS.createCall(
        value.getParserPosition().plus(alias.getParserPosition()), value, alias);
  }

  private SqlNodeList group() {
    SqlParserPos start = tokens.take().position();
    tokens.expect("BY");
    List<SqlNode> terms = new ArrayList<>();
    do {
      terms.add(expressions.value("a column"));
      limits.list(terms.size(), MOST_TERMS, "terms in [GROUP BY]", tokens.peek());
    } while (tokens.takeIf(","));
    return new SqlNodeList(terms, start);
  }

  private SqlNode ordered(Operand operand, SqlParserPos start) {
    SqlNodeList order = tokens.at("ORDER") ? order() : null;
    SqlNode offset = tokens.takeIf("OFFSET") ? wholeNumber("OFFSET") : null;
    if (order == null && offset == null) {
      return operand.query;
    }
    SqlNode top = operand.block == null ? null : operand.block.getFetch();
    if (operand.block != null) {
      // Calcite's validator overwrites the number of a select by that of its ORDER BY.
      operand.block.setFetch(null);
    }
    return new SqlOrderBy(
        start.plus(tokens.lastPosition()),
        operand.block == null ? Subqueries.apart(operand.query) : operand.query,
        order == null ? SqlNodeList.EMPTY : order,
        offset,
        top);
  }

  private SqlNodeList order() {
    SqlParserPos start = tokens.take().position();
    tokens.expect("BY");
    List<SqlNode> terms = new ArrayList<>();
    do {
      SqlNode term = expressions.value("a column");
      if (tokens.at("DESC")) {
        Lexeme descending = tokens.take();
        term =
            SqlStdOperatorTable.DESC.createCall(
                term.getParserPosition().plus(descending.position()), term);
      } else {
        tokens.takeIf("ASC");
      }
      terms.add(term);
      limits.list(terms.size(), MOST_TERMS, "terms in [ORDER BY]", tokens.peek());
    } while (tokens.takeIf(","));
    return new SqlNodeList(terms, start);
  }

  /**
   * An operand of a set operation.
   *
   * @param block the query itself where it is a single SELECT without parentheses
   */
  private record Operand(SqlNode query, @Nullable SqlSelect block) {}
}
