package org.almagest.adql.lower;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Finds the joins whose condition bounds the distance of a position of each side. */
final class MatchRecognition extends PlanShuttle {

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof LogicalJoin found) || !found.getJoinType().projectsRight()) {
      return node;
    }
    LogicalJoin join = withComparisons(found);
    return RelOptUtil.conjunctions(join.getCondition()).stream()
        .flatMap(
            condition ->
                DistanceBound.of(condition).stream()
                    .flatMap(bound -> Stream.of(bound, bound.swapped()))
                    .flatMap(bound -> match(join, bound, condition).stream()))
        .findFirst()
        .orElse(join);
  }

  /** A distance between two constants has become one condition, of which each end is wanted. */
  private static LogicalJoin withComparisons(LogicalJoin join) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> conditions =
        RelOptUtil.conjunctions(join.getCondition()).stream()
            .map(
                condition ->
                    isRange(condition) ? RexUtil.expandSearch(rex, null, condition) : condition)
            .toList();
    RexNode all = RexUtil.composeConjunction(rex, conditions);
    return all.equals(join.getCondition())
        ? join
        : join.copy(
            join.getTraitSet(), all, join.getLeft(), join.getRight(), join.getJoinType(), false);
  }

  private static boolean isRange(RexNode condition) {
    return condition.getKind() == SqlKind.SEARCH
        && ((RexCall) condition).getOperands().get(0) instanceof RexCall distance
        && distance.getOperator().equals(SpatialOperators.ANGULAR_DISTANCE);
  }

  private static Optional<RelNode> match(Join join, DistanceBound bound, RexNode condition) {
    int leftFields = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet left = ImmutableBitSet.range(leftFields);
    ImmutableBitSet right = ImmutableBitSet.range(leftFields, join.getRowType().getFieldCount());
    if (join.getJoinType() == JoinRelType.ASOF
        || !isOver(left, bound.lon1(), bound.lat1())
        || !isOver(right, bound.lon2(), bound.lat2())) {
      return Optional.empty();
    }
    SkyMatch.Positions positions =
        new SkyMatch.Positions(
            bound.lon1(),
            bound.lat1(),
            RexUtil.shift(bound.lon2(), -leftFields),
            RexUtil.shift(bound.lat2(), -leftFields));
    return Optional.of(SkyMatch.of(join, positions, bound.radiusDeg(), condition));
  }

  private static boolean isOver(ImmutableBitSet side, RexNode lon, RexNode lat) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(lon).union(RelOptUtil.InputFinder.bits(lat));
    return !used.isEmpty() && side.contains(used);
  }
}
