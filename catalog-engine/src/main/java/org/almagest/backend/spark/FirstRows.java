package org.almagest.backend.spark;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;

/**
 * A plan, and how many of its rows are wanted.
 *
 * <p>Spark brings the rows of a large limit into one partition before it hands out the first, and
 * those of a large limit with an order into the heap. Whoever reads rows one by one counts them
 * better. Of a small limit Spark makes use.
 *
 * @param plan has no limit of its own on top, unless that is small
 * @param most the limit, {@link Long#MAX_VALUE} if there is none
 */
record FirstRows(RelNode plan, long most) {
  private static final long SMALL = 100_000;

  /** Of a limit, about: values are objects there. */
  private static final long SMALL_VALUES = 16_000_000;

  /** The rows of a plan. */
  static FirstRows of(RelNode plan) {
    if (plan instanceof Project project && project.getInput() instanceof Sort sort) {
      FirstRows rows = of(sort);
      return new FirstRows(project.copy(project.getTraitSet(), List.of(rows.plan())), rows.most());
    }
    BigDecimal limit =
        plan instanceof Sort sort && sort.offset == null && sort.fetch instanceof RexLiteral fetch
            ? fetch.getValueAs(BigDecimal.class)
            : null;
    long small = Math.min(SMALL, SMALL_VALUES / Math.max(1, plan.getRowType().getFieldCount()));
    return limit != null && limit.compareTo(BigDecimal.valueOf(small)) > 0
        ? new FirstRows(unlimited((Sort) plan), limit.longValueExact())
        : new FirstRows(plan, Long.MAX_VALUE);
  }

  private static RelNode unlimited(Sort sort) {
    return sort.getCollation().getFieldCollations().isEmpty()
        ? sort.getInput()
        : sort.copy(sort.getTraitSet(), sort.getInput(), sort.getCollation(), null, null);
  }
}
