package org.almagest.backend.qserv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Brings conditions that stand below joins up into WHERE and ON: rendered where they are, each
 * would be a sub-query, which Qserv refuses.
 */
public final class FlatShape extends PlanShuttle {

  private FlatShape() {}

  /** The same plan in that shape. */
  public static RelNode of(RelNode plan) {
    return plan.accept(new FlatShape());
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (node instanceof Filter outer && outer.getInput() instanceof Filter inner) {
      RexBuilder rex = node.getCluster().getRexBuilder();
      return LogicalFilter.create(
          inner.getInput(),
          RexUtil.composeConjunction(rex, List.of(inner.getCondition(), outer.getCondition())));
    }
    return node instanceof Join join ? flat(join) : node;
  }

  private static RelNode flat(Join join) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> where = new ArrayList<>();
    List<RexNode> on = new ArrayList<>(List.of(join.getCondition()));
    JoinRelType type = join.getJoinType();
    RelNode left = join.getLeft();
    RelNode right = join.getRight();
    if (left instanceof Filter filter && type != JoinRelType.FULL) {
      (type == JoinRelType.RIGHT ? on : where).add(filter.getCondition());
      left = filter.getInput();
    }
    if (right instanceof Filter filter && type != JoinRelType.FULL) {
      RexNode shifted = RexUtil.shift(filter.getCondition(), left.getRowType().getFieldCount());
      (type == JoinRelType.LEFT ? on : where).add(shifted);
      right = filter.getInput();
    }
    if (left == join.getLeft() && right == join.getRight()) {
      return join;
    }
    RelNode flat =
        LogicalJoin.create(
            left, right, List.of(), RexUtil.composeConjunction(rex, on), Set.of(), type);
    return where.isEmpty()
        ? flat
        : LogicalFilter.create(flat, RexUtil.composeConjunction(rex, where));
  }
}
