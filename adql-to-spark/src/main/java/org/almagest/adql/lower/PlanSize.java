package org.almagest.adql.lower;

import java.util.IdentityHashMap;
import java.util.List;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.plan.NearestMatch;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * The size of a plan written out, in calls of operators. Rewriting puts one expression into several
 * places, and plans are walked as if each were another: few lines of a query can grow beyond what
 * any walk ends.
 */
final class PlanSize {
  private static final long LARGEST = 30_000;
  private static final long BEYOND = LARGEST * 4;

  private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

  private PlanSize() {}

  /**
   * The plan itself.
   *
   * @throws AdqlException if it is too large
   */
  static RelNode check(RelNode plan) {
    check(new PlanSize().of(plan));
    return plan;
  }

  /** A rewriting that refuses to make expressions too large. */
  static RexShuttle bounded(RexShuttle rewriting) {
    return new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        return checked(call.accept(rewriting));
      }

      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        return checked(query.accept(rewriting));
      }

      @Override
      public RexNode visitInputRef(RexInputRef ref) {
        return ref.accept(rewriting);
      }

      @Override
      public RexNode visitLiteral(RexLiteral literal) {
        return literal.accept(rewriting);
      }

      @Override
      public RexNode visitFieldAccess(RexFieldAccess access) {
        return access.accept(rewriting);
      }
    };
  }

  private static RexNode checked(RexNode rewritten) {
    check(new PlanSize().of(rewritten));
    return rewritten;
  }

  private static void check(long size) {
    if (size > LARGEST) {
      throw new AdqlException(
          AdqlErrorCode.TOO_COMPLEX,
          0,
          0,
          "The expressions of the query, put into one another, are too large to plan",
          "store a part of it in a table of your own and query that");
    }
  }

  private long of(RelNode node) {
    Long size = known.get(node);
    if (size != null) {
      return size;
    }
    long sum = 1;
    for (RelNode input : node.getInputs()) {
      sum = Math.min(BEYOND, sum + of(input));
    }
    for (RexNode expression : expressions(node)) {
      sum = Math.min(BEYOND, sum + of(expression));
    }
    known.put(node, sum);
    return sum;
  }

  private static List<RexNode> expressions(RelNode node) {
    if (node instanceof Project project) {
      return project.getProjects();
    }
    if (node instanceof Filter filter) {
      return List.of(filter.getCondition());
    }
    if (node instanceof NearestMatch nearest) {
      return List.of(nearest.distance());
    }
    return node instanceof Join join ? List.of(join.getCondition()) : List.of();
  }

  private long of(RexNode expression) {
    if (!(expression instanceof RexCall call)) {
      return 0;
    }
    Long size = known.get(call);
    if (size != null) {
      return size;
    }
    long sum = call instanceof RexSubQuery query ? of(query.rel) : 1;
    for (RexNode operand : call.getOperands()) {
      sum = Math.min(BEYOND, sum + of(operand));
    }
    known.put(call, sum);
    return sum;
  }
}
