package org.almagest.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.PlanShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/**
 * Whether a target has every operator of a plan. Calcite's renderer never asks: it prints the name
 * of any function.
 */
final class SupportCheck extends PlanShuttle {

  /** What every SQL engine writes and means alike. */
  private static final Set<SqlKind> COMMON_FUNCTIONS =
      Set.of(
          SqlKind.CAST,
          SqlKind.COALESCE,
          SqlKind.COUNT,
          SqlKind.SUM,
          SqlKind.AVG,
          SqlKind.MIN,
          SqlKind.MAX);

  private static final Set<String> COMMON_NAMES = Set.of("ABS", "LOWER", "UPPER");

  private final SqlTarget target;
  private final Set<String> reasons = new LinkedHashSet<>();
  private final RexShuttle operators =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          check(call.getOperator());
          return super.visitCall(call);
        }
      };

  private SupportCheck(SqlTarget target) {
    this.target = target;
  }

  static Support check(RelNode plan, SqlTarget target) {
    SupportCheck check = new SupportCheck(target);
    plan.accept(check);
    return check.reasons.isEmpty() ? new Support.Yes() : new Support.No(List.copyOf(check.reasons));
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    node.accept(operators);
    if (node instanceof NearestMatch) {
      reasons.add(target.name() + " cannot look for the nearest partners of a row");
    }
    if (node instanceof Aggregate aggregate) {
      aggregate.getAggCallList().forEach(call -> check(call.getAggregation()));
    }
    return node;
  }

  private void check(SqlOperator operator) {
    boolean common =
        !(operator instanceof SqlFunction)
            || COMMON_FUNCTIONS.contains(operator.getKind())
            || COMMON_NAMES.contains(operator.getName());
    if (!common && target.spelling(operator) == null) {
      reasons.add(target.name() + " has no function [" + operator.getName() + "]");
    }
  }
}
