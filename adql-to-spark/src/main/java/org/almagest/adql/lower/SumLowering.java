package org.almagest.adql.lower;

import java.util.List;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** A sum of integers has a type of its own in some engines. */
final class SumLowering extends PlanShuttle {

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof Aggregate aggregate)) {
      return node;
    }
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream().map(call -> lowered(aggregate, call)).toList();
    return calls.equals(aggregate.getAggCallList())
        ? aggregate
        : aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
  }

  private static AggregateCall lowered(Aggregate aggregate, AggregateCall call) {
    if (call.getAggregation().getKind() != SqlKind.SUM
        || call.getType().getSqlTypeName() != SqlTypeName.BIGINT) {
      return call;
    }
    return AggregateCall.create(
        NumericOperators.BIGINT_SUM,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        aggregate.hasEmptyGroup(),
        aggregate.getInput(),
        call.getType(),
        call.getName());
  }
}
