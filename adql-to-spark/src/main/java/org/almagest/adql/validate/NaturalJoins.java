package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * NATURAL beside another join becomes USING of the columns that both sides have (SQL92, 7.5): of
 * three tables Calcite merges a common column of two only. A join with a sub-query, whose columns
 * are not known yet, is left to Calcite.
 */
final class NaturalJoins extends SqlBasicVisitor<@Nullable Void> {
  private static final int NATURAL = 1;
  private static final int CONDITION_TYPE = 4;
  private static final int CONDITION = 5;

  private final CalciteCatalogReader catalog;

  NaturalJoins(CalciteCatalogReader catalog) {
    this.catalog = catalog;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select
        && select.getFrom() instanceof SqlJoin from
        && (from.getLeft() instanceof SqlJoin || from.getRight() instanceof SqlJoin)) {
      spellOut(from);
    }
    return super.visit(call);
  }

  private void spellOut(SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      return;
    }
    spellOut(join.getLeft());
    spellOut(join.getRight());
    List<String> left = columns(join.getLeft());
    List<String> right = columns(join.getRight());
    if (!join.isNatural() || left == null || right == null) {
      return;
    }
    SqlParserPos at = join.getParserPosition();
    SqlNodeList common = new SqlNodeList(at);
    for (String column : left) {
      if (has(right, column)) {
        common.add(new SqlIdentifier(column, at));
      }
    }
    if (common.isEmpty()) {
      return;
    }
    join.setOperand(NATURAL, SqlLiteral.createBoolean(false, at));
    join.setOperand(CONDITION_TYPE, JoinConditionType.USING.symbol(at));
    join.setOperand(CONDITION, common);
  }

  /** The names of the columns of a part of FROM, a common one once; null if they are not known. */
  private @Nullable List<String> columns(SqlNode node) {
    if (node instanceof SqlJoin join) {
      List<String> left = columns(join.getLeft());
      List<String> right = columns(join.getRight());
      if (left == null || right == null) {
        return null;
      }
      List<String> both = new ArrayList<>(left);
      for (String column : right) {
        if (!isMerged(join, left, column)) {
          both.add(column);
        }
      }
      return both;
    }
    SqlNode table = node.getKind() == SqlKind.AS ? ((SqlBasicCall) node).operand(0) : node;
    if (!(table instanceof SqlIdentifier name)) {
      return null;
    }
    Prepare.PreparingTable found = catalog.getTable(name.names);
    return found == null ? null : found.getRowType().getFieldNames();
  }

  private static boolean isMerged(SqlJoin join, List<String> left, String column) {
    if (join.isNatural()) {
      return has(left, column);
    }
    return join.getConditionType() == JoinConditionType.USING
        && join.getCondition() instanceof SqlNodeList list
        && list.stream().anyMatch(name -> name.toString().equalsIgnoreCase(column));
  }

  private static boolean has(List<String> columns, String name) {
    return columns.stream().anyMatch(name::equalsIgnoreCase);
  }
}
