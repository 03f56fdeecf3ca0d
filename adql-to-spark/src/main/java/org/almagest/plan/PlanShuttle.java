package org.almagest.plan;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Rewrites every node of a plan from the leaves up, those of sub-queries in expressions too. */
public abstract class PlanShuttle extends RelHomogeneousShuttle {

  private final RexShuttle intoSubQueries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
          RelNode plan = subQuery.rel.accept(PlanShuttle.this);
          return plan == subQuery.rel ? visited : visited.clone(plan);
        }
      };

  /** The node whose inputs are rewritten in the place of those of one: itself, or another. */
  protected RelNode prepared(RelNode node) {
    return node;
  }

  /** The node that takes the place of one whose inputs are rewritten already. */
  protected abstract RelNode rewrite(RelNode node);

  @Override
  public final RelNode visit(RelNode node) {
    return rewrite(super.visit(prepared(node)).accept(intoSubQueries));
  }
}
