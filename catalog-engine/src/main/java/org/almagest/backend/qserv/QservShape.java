package org.almagest.backend.qserv;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.SkyScan;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Why Qserv cannot run a plan: it takes one block of SELECT, FROM, WHERE, GROUP BY, HAVING and
 * ORDER BY (doc/user/sql.rst of lsst/qserv).
 */
final class QservShape {
  private final Set<String> reasons = new LinkedHashSet<>();

  private QservShape() {}

  static List<String> reasons(RelNode plan) {
    QservShape shape = new QservShape();
    plan.accept(shape.new Constructs());
    shape.block(plan);
    return List.copyOf(shape.reasons);
  }

  /** Follows the one block from its outermost clause inwards. */
  private void block(RelNode plan) {
    RelNode node = plan;
    if (node instanceof Project project && project.getInput() instanceof Sort) {
      reasons.add("Qserv orders by columns of the select list only");
      node = project.getInput();
    }
    if (node instanceof Sort sort) {
      if (sort.offset != null) {
        reasons.add("Qserv has no OFFSET");
      }
      node = sort.getInput();
    }
    if (node instanceof Project project) {
      node = project.getInput();
      if (node instanceof Filter over && over.getInput() instanceof Aggregate) {
        reasons.add("Qserv has no sub-queries: its HAVING takes columns of the select list");
      }
    }
    if (node instanceof Filter having && having.getInput() instanceof Aggregate) {
      node = having.getInput();
    }
    if (node instanceof Aggregate aggregate) {
      node = aggregate.getInput();
      if (node instanceof Project project) {
        node = project.getInput();
      }
    }
    if (node instanceof Filter filter) {
      node = filter.getInput();
    }
    if (!isJoinOfTables(node)) {
      reasons.add("Qserv has no sub-queries");
    }
  }

  private static boolean isJoinOfTables(RelNode node) {
    return node instanceof SkyScan
        || (node instanceof Join join
            && isJoinOfTables(join.getLeft())
            && isJoinOfTables(join.getRight()));
  }

  private final class Constructs extends PlanShuttle {
    @Override
    protected RelNode rewrite(RelNode node) {
      if (node instanceof SetOp) {
        reasons.add("Qserv has no UNION, EXCEPT or INTERSECT");
      }
      if (node instanceof Join join) {
        join(join);
      }
      node.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
              reasons.add("Qserv has no sub-queries");
              return subQuery;
            }

            @Override
            public RexNode visitCall(RexCall call) {
              if (call.getOperator().equals(SpatialOperators.POINT_IN_CIRCLE)
                  && node instanceof Project) {
                reasons.add("Qserv tests positions in WHERE only");
              }
              return super.visitCall(call);
            }
          });
      return node;
    }

    private void join(Join join) {
      if (join.getJoinType() == JoinRelType.FULL) {
        reasons.add("Qserv has no FULL JOIN");
      } else if (join instanceof SkyMatch && join.getJoinType() != JoinRelType.INNER) {
        reasons.add("Qserv has no outer join on a distance");
      } else if (join.getCondition().isAlwaysTrue()) {
        reasons.add("Qserv has no join without a condition");
      }
    }
  }
}
