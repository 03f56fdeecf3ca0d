package org.almagest.plan.rewrite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.RowOperators;
import org.almagest.plan.SkyMatch;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A {@link NearestMatch} as a match of all pairs, of which the first of each left row by distance
 * are kept. Left rows bear a mark: two that are equal in all columns are still two.
 */
final class NearestExpansion {

  private NearestExpansion() {}

  /** The rows of the match, from the match of all pairs that it is given to run. */
  static RelNode expand(NearestMatch nearest, UnaryOperator<RelNode> running) {
    RexBuilder rex = nearest.getCluster().getRexBuilder();
    int leftFields = nearest.getLeft().getRowType().getFieldCount();
    int fields = nearest.getRowType().getFieldCount();
    RelNode pairs = running.apply(allPairs(nearest));

    List<RexNode> ranked = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      ranked.add(rex.makeInputRef(pairs, i < leftFields ? i : i + 1));
    }
    RexNode distance = CellJoinExpansion.afterCell(nearest.distance(), leftFields);
    ranked.add(
        rex.makeCall(RowOperators.RANK_WITHIN, rex.makeInputRef(pairs, leftFields), distance));
    RelNode ranks =
        LogicalProject.create(
            pairs,
            List.of(),
            ranked,
            named(nearest.getRowType().getFieldNames(), "sky_rank"),
            Set.of());

    RelDataTypeFactory types = nearest.getCluster().getTypeFactory();
    RelNode kept =
        LogicalFilter.create(
            ranks,
            rex.makeCall(
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                rex.makeInputRef(ranks, fields),
                rex.makeExactLiteral(
                    BigDecimal.valueOf(nearest.neighbors()),
                    types.createSqlType(SqlTypeName.BIGINT))));
    return LogicalProject.create(
        kept,
        List.of(),
        IntStream.range(0, fields).mapToObj(i -> (RexNode) rex.makeInputRef(kept, i)).toList(),
        nearest.getRowType().getFieldNames(),
        Set.of());
  }

  private static SkyMatch allPairs(NearestMatch nearest) {
    RexBuilder rex = nearest.getCluster().getRexBuilder();
    RelNode left = nearest.getLeft();
    List<RexNode> marked = new ArrayList<>();
    for (RelDataTypeField field : left.getRowType().getFieldList()) {
      marked.add(rex.makeInputRef(field.getType(), field.getIndex()));
    }
    int leftFields = marked.size();
    marked.add(rex.makeCall(RowOperators.ROW_MARK));
    RelNode leftMarked =
        LogicalProject.create(
            left, List.of(), marked, named(left.getRowType().getFieldNames(), "sky_row"), Set.of());
    RexNode bound =
        rex.makeCall(
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            CellJoinExpansion.afterCell(nearest.distance(), leftFields),
            rex.makeApproxLiteral(
                BigDecimal.valueOf(nearest.radiusDeg()),
                nearest.getCluster().getTypeFactory().createSqlType(SqlTypeName.DOUBLE)));
    return SkyMatch.of(
        LogicalJoin.create(
            leftMarked, nearest.getRight(), List.of(), bound, Set.of(), nearest.joinType()),
        nearest.positions(),
        nearest.radiusDeg(),
        bound);
  }

  private static List<String> named(List<String> names, String added) {
    List<String> all = new ArrayList<>(names);
    String name = added;
    while (names.contains(name)) {
      name += "_";
    }
    all.add(name);
    return all;
  }
}
