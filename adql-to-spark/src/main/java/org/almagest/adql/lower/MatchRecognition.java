package org.almagest.adql.lower;

import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Finds the joins whose condition bounds the distance of a position of each side. */
final class MatchRecognition extends PlanShuttle {

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof LogicalJoin join) || !join.getJoinType().projectsRight()) {
      return node;
    }
    return RelOptUtil.conjunctions(join.getCondition()).stream()
        .flatMap(
            condition ->
                DistanceBound.of(condition).stream()
                    .flatMap(bound -> Stream.of(bound, bound.swapped()))
                    .flatMap(bound -> match(join, bound, condition).stream()))
        .findFirst()
        .orElse(join);
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
