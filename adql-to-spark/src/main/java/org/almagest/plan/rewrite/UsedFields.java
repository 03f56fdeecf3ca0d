package org.almagest.plan.rewrite;

import java.util.IdentityHashMap;
import java.util.List;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.SkyMatch;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which fields of the matches of a plan matter to what is above them. Where that cannot be told, as
 * below a sub-query that may refer to them, all do.
 */
final class UsedFields {

  private final IdentityHashMap<RelNode, ImmutableBitSet> matches = new IdentityHashMap<>();

  private UsedFields() {}

  static UsedFields inPlan(RelNode plan) {
    UsedFields used = new UsedFields();
    used.walk(plan, all(plan));
    return used;
  }

  /** Whether the plan has matches at all, be it in its sub-queries. */
  boolean hasMatches() {
    return !matches.isEmpty();
  }

  /** The fields of a match of the plan. */
  ImmutableBitSet ofMatch(RelNode match) {
    return matches.getOrDefault(match, all(match));
  }

  private static ImmutableBitSet all(RelNode node) {
    return ImmutableBitSet.range(node.getRowType().getFieldCount());
  }

  private void walk(RelNode node, ImmutableBitSet used) {
    if (node instanceof SkyMatch || node instanceof NearestMatch) {
      matches.merge(node, used, ImmutableBitSet::union);
    }
    if (hasSubQueries(node) || !node.getVariablesSet().isEmpty()) {
      node.getInputs().forEach(input -> walk(input, all(input)));
    } else if (node instanceof Project project) {
      ImmutableBitSet.Builder below = ImmutableBitSet.builder();
      used.forEach(field -> below.addAll(InputFinder.bits(project.getProjects().get(field))));
      walk(project.getInput(), below.build());
    } else if (node instanceof Filter filter) {
      walk(filter.getInput(), used.union(InputFinder.bits(filter.getCondition())));
    } else if (node instanceof Sort sort) {
      walk(sort.getInput(), used.union(ImmutableBitSet.of(sort.getCollation().getKeys())));
    } else if (node instanceof Aggregate aggregate) {
      walk(aggregate.getInput(), read(aggregate));
    } else if (node instanceof Join join) {
      both(join.getLeft(), join.getRight(), used.union(InputFinder.bits(join.getCondition())));
    } else if (node instanceof NearestMatch match) {
      both(match.getLeft(), match.getRight(), used.union(InputFinder.bits(match.distance())));
    } else if (node instanceof Union union && union.all) {
      union.getInputs().forEach(input -> walk(input, used));
    } else {
      node.getInputs().forEach(input -> walk(input, all(input)));
    }
  }

  private void both(RelNode left, RelNode right, ImmutableBitSet used) {
    int leftFields = left.getRowType().getFieldCount();
    walk(left, used.intersect(all(left)));
    walk(right, used.except(all(left)).shift(-leftFields));
  }

  private static ImmutableBitSet read(Aggregate aggregate) {
    ImmutableBitSet.Builder read = aggregate.getGroupSet().rebuild();
    for (AggregateCall call : aggregate.getAggCallList()) {
      read.addAll(call.getArgList());
      read.addAll(call.getCollation().getKeys());
      if (call.hasFilter()) {
        read.set(call.filterArg);
      }
    }
    return read.build();
  }

  /** The matches inside of sub-queries are walked too. */
  private boolean hasSubQueries(RelNode node) {
    boolean[] found = {false};
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            found[0] = true;
            walk(subQuery.rel, all(subQuery.rel));
            return super.visitSubQuery(subQuery);
          }
        });
    return found[0];
  }

  /** The fields that expressions read. */
  static ImmutableBitSet readBy(List<RexNode> expressions) {
    return ImmutableBitSet.union(expressions.stream().map(InputFinder::bits).toList());
  }
}
