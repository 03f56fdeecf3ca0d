package org.almagest.adql;

import java.math.BigDecimal;
import java.util.List;
import org.almagest.plan.SkyScan;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A query that is ready for the back ends.
 *
 * @param text as the user wrote it
 * @param plan lowered to the primitives of {@link org.almagest.plan}
 * @param scans the occurrences of tables in the plan, those in sub-queries too
 * @param columns of the result, in order
 */
public record AdqlQuery(
    String text, RelNode plan, List<SkyScan> scans, List<OutputColumn> columns) {

  /** Copies the lists. */
  public AdqlQuery {
    scans = List.copyOf(scans);
    columns = List.copyOf(columns);
  }

  /** A query of the same text whose plan is another: a part of this one, or what is left of it. */
  public AdqlQuery of(RelNode other) {
    return new AdqlQuery(text, other, SkyScan.in(other), columns);
  }

  /** The same query with at most that many rows, in the same order. */
  public AdqlQuery limited(long maxRows) {
    return new AdqlQuery(text, limited(plan, maxRows), scans, columns);
  }

  /** A limit below the projection on top stays with the ORDER BY that it belongs to. */
  private static RelNode limited(RelNode node, long maxRows) {
    if (node instanceof Project project && project.getInput() instanceof Sort sort) {
      return project.copy(project.getTraitSet(), List.of(limited(sort, maxRows)));
    }
    RexBuilder rex = node.getCluster().getRexBuilder();
    RexNode rows =
        rex.makeExactLiteral(
            BigDecimal.valueOf(maxRows),
            node.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    if (node instanceof Sort sort) {
      return isAtMost(sort.fetch, maxRows)
          ? sort
          : sort.copy(sort.getTraitSet(), sort.getInput(), sort.getCollation(), sort.offset, rows);
    }
    return LogicalSort.create(node, RelCollations.EMPTY, null, rows);
  }

  private static boolean isAtMost(@Nullable RexNode fetch, long maxRows) {
    BigDecimal rows =
        fetch instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return rows != null && rows.compareTo(BigDecimal.valueOf(maxRows)) <= 0;
  }
}
