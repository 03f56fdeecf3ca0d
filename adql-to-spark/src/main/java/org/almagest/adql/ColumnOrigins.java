package org.almagest.adql;

import org.almagest.plan.NearestMatch;
import org.almagest.plan.SkyScan;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * The catalog column that a column of a plan passes on, so that its unit and description can go
 * with it. Calcite's own metadata takes the optional side of an outer join for derived; and that of
 * a set operation is the first operand's (ADQL 2.1, 2.2.6).
 */
final class ColumnOrigins {

  private ColumnOrigins() {}

  static OutputColumn.@Nullable Origin of(RelNode node, int index) {
    if (node instanceof SkyScan scan) {
      return new OutputColumn.Origin(
          scan.schemaName(), scan.tableName(), scan.getRowType().getFieldNames().get(index));
    }
    if (node instanceof Project project) {
      return of(project, project.getProjects().get(index));
    }
    if (node instanceof Filter || node instanceof Sort || node instanceof SetOp) {
      return of(node.getInput(0), index);
    }
    if (node instanceof Aggregate aggregate) {
      return index < aggregate.getGroupCount()
          ? of(aggregate.getInput(), aggregate.getGroupSet().nth(index))
          : null;
    }
    if (node instanceof Join || node instanceof NearestMatch) {
      int leftFields = node.getInput(0).getRowType().getFieldCount();
      return index < leftFields
          ? of(node.getInput(0), index)
          : of(node.getInput(1), index - leftFields);
    }
    return null;
  }

  /** The column of NATURAL JOIN and USING is a COALESCE of the two. */
  private static OutputColumn.@Nullable Origin of(Project project, RexNode expression) {
    if (expression instanceof RexInputRef ref) {
      return of(project.getInput(), ref.getIndex());
    }
    return expression instanceof RexCall call
            && call.getKind() == SqlKind.COALESCE
            && call.getOperands().stream()
                .allMatch(
                    operand ->
                        operand instanceof RexInputRef || operand.getKind() == SqlKind.COALESCE)
        ? of(project, call.getOperands().get(0))
        : null;
  }
}
