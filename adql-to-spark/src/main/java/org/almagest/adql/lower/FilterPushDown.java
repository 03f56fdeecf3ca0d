package org.almagest.adql.lower;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Moves conditions down to the tables and joins they are about, and merges projections, so that sky
 * restrictions and sky matches are found where they stand.
 *
 * <p>Left out on purpose: rules that reorder joins, prune columns or fold constants, which engines
 * do better; and any move of a condition with a sub-query, whose correlated names belong to the
 * place where it stands. Nothing moves through a projection that is not deterministic.
 */
final class FilterPushDown {
  /** A condition that moves through a projection takes in its expressions, and grows. */
  private static final int LARGEST = 5_000;

  private static final List<RelOptRule> RULES =
      List.of(
          new FilterIntoNearest(),
          FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT
              .withOperandSupplier(
                  b0 ->
                      b0.operand(Filter.class)
                          .predicate(FilterPushDown::isPlain)
                          .oneInput(b1 -> b1.operand(Join.class).anyInputs()))
              .as(FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.class)
              .toRule(),
          CoreRules.JOIN_CONDITION_PUSH,
          FilterProjectTransposeRule.Config.DEFAULT
              .withOperandFor(
                  Filter.class, FilterPushDown::isPlain, Project.class, FilterPushDown::isPlain)
              .toRule(),
          FilterAggregateTransposeRule.Config.DEFAULT
              .withOperandSupplier(
                  b0 ->
                      b0.operand(Filter.class)
                          .predicate(FilterPushDown::isPlain)
                          .oneInput(b1 -> b1.operand(Aggregate.class).anyInputs()))
              .as(FilterAggregateTransposeRule.Config.class)
              .toRule(),
          FilterSetOpTransposeRule.Config.DEFAULT
              .withOperandSupplier(
                  b0 ->
                      b0.operand(Filter.class)
                          .predicate(FilterPushDown::isPlain)
                          .oneInput(b1 -> b1.operand(SetOp.class).anyInputs()))
              .as(FilterSetOpTransposeRule.Config.class)
              .toRule(),
          FilterMergeRule.Config.DEFAULT
              .withOperandSupplier(
                  b0 ->
                      b0.operand(Filter.class)
                          .predicate(FilterPushDown::isPlain)
                          .oneInput(
                              b1 ->
                                  b1.operand(Filter.class)
                                      .predicate(FilterPushDown::isPlain)
                                      .anyInputs()))
              .as(FilterMergeRule.Config.class)
              .toRule(),
          ProjectMergeRule.Config.DEFAULT
              .withOperandSupplier(
                  b0 ->
                      b0.operand(Project.class)
                          .predicate(FilterPushDown::isPlain)
                          .oneInput(
                              b1 ->
                                  b1.operand(Project.class)
                                      .predicate(FilterPushDown::isPlain)
                                      .anyInputs()))
              .as(ProjectMergeRule.Config.class)
              .toRule());

  private FilterPushDown() {}

  static RelNode run(RelNode plan) {
    return eachQuery(plan.accept(new Splitting())).accept(new Joining());
  }

  private static RelNode eachQuery(RelNode query) {
    HepPlanner planner = new HepPlanner(HepProgram.builder().addRuleCollection(RULES).build());
    planner.setRoot(query);
    return planner.findBestExp().accept(new SubQueries());
  }

  static boolean isPlain(Filter filter) {
    return filter.getCondition().nodeCount() <= LARGEST && isPlain(filter.getCondition());
  }

  private static boolean isPlain(Project project) {
    return project.getProjects().stream().allMatch(FilterPushDown::isPlain);
  }

  private static boolean isPlain(RexNode node) {
    return RexUtil.isDeterministic(node) && RexUtil.SubQueryFinder.find(node) == null;
  }

  private static RelNode filter(RelNode input, List<RexNode> conditions, Filter like) {
    RexNode condition = RexUtil.composeConjunction(input.getCluster().getRexBuilder(), conditions);
    return LogicalFilter.create(input, condition, ImmutableSet.copyOf(like.getVariablesSet()));
  }

  /** Runs the rules over the plans of sub-queries. */
  private static final class SubQueries extends RelHomogeneousShuttle {
    private final RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            return subQuery.clone(eachQuery(subQuery.rel));
          }
        };

    @Override
    public RelNode visit(RelNode node) {
      return super.visit(node).accept(expressions);
    }
  }

  /** Parts conditions that may move from those that may not. */
  private static final class Splitting extends PlanShuttle {
    @Override
    protected RelNode rewrite(RelNode node) {
      if (!(node instanceof Filter filter) || isPlain(filter)) {
        return node;
      }
      Map<Boolean, List<RexNode>> conditions =
          RelOptUtil.conjunctions(filter.getCondition()).stream()
              .collect(Collectors.partitioningBy(FilterPushDown::isPlain));
      List<RexNode> plain = conditions.getOrDefault(true, List.of());
      List<RexNode> others = conditions.getOrDefault(false, List.of());
      return plain.isEmpty()
          ? filter
          : filter(LogicalFilter.create(filter.getInput(), and(filter, plain)), others, filter);
    }

    private static RexNode and(Filter filter, List<RexNode> conditions) {
      return RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), conditions);
    }
  }

  /** Makes one condition of two that stand on one another again. */
  private static final class Joining extends PlanShuttle {
    @Override
    protected RelNode rewrite(RelNode node) {
      if (!(node instanceof Filter upper) || !(upper.getInput() instanceof Filter lower)) {
        return node;
      }
      return filter(lower.getInput(), List.of(lower.getCondition(), upper.getCondition()), upper);
    }
  }
}
