package org.almagest.adql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Queries that are written in parentheses, as Calcite can tell them from what stands around. */
final class Subqueries {
  private static final String UNNAMED = "query";

  private Subqueries() {}

  /**
   * A query that keeps its own TOP, ORDER BY and OFFSET when another ORDER BY follows: Calcite
   * would take the two for one.
   */
  static SqlNode apart(SqlNode query) {
    return query instanceof SqlOrderBy
            || (query instanceof SqlSelect select && select.getFetch() != null)
        ? allOf(
            SqlStdOperatorTable.AS.createCall(
                query.getParserPosition(),
                query,
                new SqlIdentifier(UNNAMED, query.getParserPosition())))
        : query;
  }

  /** Every column of what stands in FROM. */
  static SqlNode allOf(SqlNode from) {
    SqlParserPos at = from.getParserPosition();
    return new SqlSelect(
        at,
        new SqlNodeList(List.of(), at),
        new SqlNodeList(List.of(SqlIdentifier.star(at)), at),
        from,
        null,
        null,
        null,
        SqlNodeList.EMPTY,
        null,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
  }

  static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY);
  }
}
