package org.almagest.adql.lower;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almagest.plan.NearestMatch;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Moves conditions on left fields below a match with the nearest; the others stay above it. */
final class FilterIntoNearest extends RelRule<FilterMergeRule.Config> {

  FilterIntoNearest() {
    super(
        FilterMergeRule.Config.DEFAULT
            .withOperandSupplier(
                b0 ->
                    b0.operand(Filter.class)
                        .predicate(FilterPushDown::isPlain)
                        .oneInput(b1 -> b1.operand(NearestMatch.class).anyInputs()))
            .as(FilterMergeRule.Config.class));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    NearestMatch nearest = call.rel(1);
    RexBuilder rex = filter.getCluster().getRexBuilder();
    ImmutableBitSet left = ImmutableBitSet.range(nearest.getLeft().getRowType().getFieldCount());
    Map<Boolean, List<RexNode>> conditions =
        RelOptUtil.conjunctions(filter.getCondition()).stream()
            .collect(
                Collectors.partitioningBy(
                    part -> left.contains(RelOptUtil.InputFinder.bits(part))));
    List<RexNode> moved = conditions.getOrDefault(true, List.of());
    if (moved.isEmpty()) {
      return;
    }
    RelNode below = LogicalFilter.create(nearest.getLeft(), RexUtil.composeConjunction(rex, moved));
    RelNode match = nearest.copy(nearest.getTraitSet(), List.of(below, nearest.getRight()));
    List<RexNode> stay = conditions.getOrDefault(false, List.of());
    call.transformTo(
        stay.isEmpty()
            ? match
            : LogicalFilter.create(match, RexUtil.composeConjunction(rex, stay)));
  }
}
