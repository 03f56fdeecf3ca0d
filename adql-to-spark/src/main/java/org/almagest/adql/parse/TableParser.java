package org.almagest.adql.parse;

import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The productions of from_clause (ADQL 2.1, appendix A). */
final class TableParser {
  private final Tokens tokens;
  private final Limits limits;
  private final NameParser names;
  private final QueryParser queries;
  private final ExpressionParser expressions;

  TableParser(
      Tokens tokens,
      Limits limits,
      NameParser names,
      QueryParser queries,
      ExpressionParser expressions) {
    this.tokens = tokens;
    this.limits = limits;
    this.names = names;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** The tables between FROM and WHERE. */
  SqlNode list() {
    SqlNode left = reference();
    while (tokens.at(",")) {
      SqlParserPos comma = tokens.take().position();
      left = join(left, JoinType.COMMA, comma, reference(), JoinConditionType.NONE, null);
    }
    return left;
  }

  private SqlNode reference() {
    return joins(primary());
  }

  private SqlNode joins(SqlNode first) {
    SqlNode left = first;
    while (atJoin()) {
      left = join(left);
    }
    return left;
  }

  private boolean atJoin() {
    return tokens.at("JOIN")
        || tokens.at("NATURAL")
        || tokens.at("INNER")
        || tokens.at("LEFT")
        || tokens.at("RIGHT")
        || tokens.at("FULL");
  }

  private SqlNode join(SqlNode left) {
    SqlParserPos at = tokens.peek().position();
    boolean natural = tokens.takeIf("NATURAL");
    JoinType type = type();
    tokens.expect("JOIN");
    SqlNode right = primary();
    if (natural) {
      return new SqlJoin(
          at,
          left,
          SqlLiteral.createBoolean(true, at),
          type.symbol(at),
          right,
          JoinConditionType.NONE.symbol(at),
          null);
    }
    while (atJoin()) {
      // a JOIN b JOIN c ON ... ON ...: the second join is the right side of the first.
      right = join(right);
    }
    if (tokens.takeIf("ON")) {
      return join(left, type, at, right, JoinConditionType.ON, expressions.condition());
    }
    if (tokens.takeIf("USING")) {
      return join(left, type, at, right, JoinConditionType.USING, columns());
    }
    if (type == JoinType.INNER && isTable(right)) {
      throw unconditional(right);
    }
    return join(left, type, at, right, JoinConditionType.NONE, null);
  }

  private static boolean isTable(SqlNode node) {
    return node instanceof SqlIdentifier
        || (node.getKind() == SqlKind.AS
            && ((SqlBasicCall) node).operand(0) instanceof SqlIdentifier);
  }

  private static AdqlException unconditional(SqlNode right) {
    return Tokens.error(
        right.getParserPosition(),
        "The join has no condition",
        "write ON condition or USING (column)");
  }

  private JoinType type() {
    if (tokens.takeIf("INNER")) {
      return JoinType.INNER;
    }
    JoinType type =
        tokens.at("LEFT")
            ? JoinType.LEFT
            : tokens.at("RIGHT") ? JoinType.RIGHT : tokens.at("FULL") ? JoinType.FULL : null;
    if (type == null) {
      return JoinType.INNER;
    }
    tokens.take();
    tokens.takeIf("OUTER");
    return type;
  }

  private SqlNode join(
      SqlNode left,
      JoinType type,
      SqlParserPos at,
      SqlNode right,
      JoinConditionType conditionType,
      @Nullable SqlNode condition) {
    return new SqlJoin(
        at,
        left,
        SqlLiteral.createBoolean(false, at),
        type.symbol(at),
        right,
        conditionType.symbol(at),
        condition);
  }

  private SqlNode columns() {
    SqlParserPos start = tokens.expect("(").position();
    List<SqlNode> columns = new ArrayList<>();
    do {
      columns.add(names.identifier("the name of a column of both tables"));
    } while (tokens.takeIf(","));
    tokens.expect(")");
    return new SqlNodeList(columns, start.plus(tokens.lastPosition()));
  }

  private SqlNode primary() {
    if (tokens.at("(")) {
      return named(parentheses());
    }
    SqlIdentifier table = names.table();
    limits.table(table.names.size() == 1 ? table.getSimple() : "", table.getParserPosition());
    return atAlias() ? as(table) : table;
  }

  /** A sub-query has to have a name, a join in parentheses may. */
  private SqlNode named(SqlNode inner) {
    if (atAlias()) {
      return as(Subqueries.isQuery(inner) ? inner : Subqueries.allOf(inner));
    }
    if (Subqueries.isQuery(inner)) {
      throw Tokens.error(
          inner.getParserPosition(), "The sub-query has no name", "write (SELECT ...) AS name");
    }
    return inner;
  }

  /** What is in parentheses: a select_expression or a joined_table. */
  private SqlNode parentheses() {
    limits.enter(tokens.expect("("));
    SqlNode inner;
    if (tokens.at("SELECT") || tokens.at("WITH")) {
      inner = queries.select();
    } else if (tokens.at("(")) {
      SqlNode first = parentheses();
      if (Subqueries.isQuery(first) && queries.goesOn()) {
        inner = queries.selectAfter(first);
      } else {
        inner = tokens.at(")") ? first : joins(named(first));
      }
    } else {
      inner = reference();
    }
    if (!Subqueries.isQuery(inner) && !(inner instanceof SqlJoin)) {
      throw Tokens.error(
          inner.getParserPosition(),
          "A single table in parentheses",
          "parentheses go around a join or a sub-query");
    }
    queries.close();
    return inner;
  }

  private boolean atAlias() {
    return tokens.at("AS") || names.atName();
  }

  private SqlNode as(SqlNode table) {
    tokens.takeIf("AS");
    SqlIdentifier alias = names.identifier("a name behind [AS]");
    return SqlStdOperatorTable.AS.createCall(
        table.getParserPosition().plus(alias.getParserPosition()), table, alias);
  }
}
