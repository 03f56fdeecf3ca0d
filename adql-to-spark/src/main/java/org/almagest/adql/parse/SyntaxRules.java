package org.almagest.adql.parse;

import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Rules of ADQL's syntax that Calcite's grammar does not have (ADQL 2.1, 2.2). */
final class SyntaxRules extends SqlBasicVisitor<@Nullable Void> {

  static void check(SqlNode query) {
    if (!query.isA(SqlKind.QUERY)
        || query.getKind() == SqlKind.VALUES
        || query.getKind() == SqlKind.EXPLICIT_TABLE) {
      throw syntax(query, "A query begins with SELECT", null);
    }
    query.accept(new SyntaxRules());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlJoin join) {
      table(join.getLeft());
      table(join.getRight());
      if (join.getConditionType() == JoinConditionType.NONE
          && !join.isNatural()
          && join.getJoinType() != JoinType.COMMA) {
        throw syntax(
            join.getRight(), "The join has no condition", "write ON condition or USING (column)");
      }
    }
    if (call instanceof SqlSelect select) {
      if (select.getFrom() == null) {
        throw syntax(select, "[SELECT] without [FROM]", "write FROM table after the columns");
      }
      table(select.getFrom());
      wholeNumber(select.getFetch(), "TOP");
    }
    if (call instanceof SqlOrderBy ordered) {
      wholeNumber(ordered.offset, "OFFSET");
      if (ordered.fetch != null) {
        throw syntax(ordered.fetch, "[LIMIT] is not part of ADQL", "write SELECT TOP n");
      }
    }
    switch (call.getKind()) {
      case OVER, WITHIN_GROUP, FILTER, EXTRACT, TRIM, ROW, COLLECTION_TABLE, UNNEST, TABLESAMPLE ->
          throw syntax(call, "[" + call.getOperator().getName() + "] is not part of ADQL", null);
      default -> {}
    }
    return super.visit(call);
  }

  private static void table(@Nullable SqlNode node) {
    if (node != null && node.isA(SqlKind.QUERY)) {
      throw syntax(node, "The sub-query has no name", "write (SELECT ...) AS name");
    }
  }

  private static void wholeNumber(@Nullable SqlNode node, String keyword) {
    if (node != null && !(node instanceof SqlNumericLiteral number && number.isInteger())) {
      throw syntax(
          node, "[" + keyword + "] must be followed by a whole number", "write " + keyword + " 10");
    }
  }

  private static AdqlException syntax(SqlNode node, String message, @Nullable String hint) {
    return new AdqlException(
        AdqlErrorCode.SYNTAX,
        node.getParserPosition().getLineNum(),
        node.getParserPosition().getColumnNum(),
        message,
        hint);
  }
}
