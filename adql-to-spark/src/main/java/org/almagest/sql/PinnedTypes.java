package org.almagest.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts the results of arithmetic on top of a plan to the types that were validated: engines widen
 * integers and mix floating-point types each in its own way.
 */
final class PinnedTypes {
  private static final Set<SqlTypeName> WIDENED =
      Set.of(SqlTypeName.SMALLINT, SqlTypeName.INTEGER, SqlTypeName.BIGINT, SqlTypeName.REAL);

  private PinnedTypes() {}

  static RelNode pin(RelNode plan) {
    if (plan instanceof Sort sort) {
      return sort.copy(sort.getTraitSet(), List.of(pin(sort.getInput())));
    }
    if (!(plan instanceof Project project)) {
      return plan;
    }
    RexBuilder rex = plan.getCluster().getRexBuilder();
    List<RexNode> pinned = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      boolean open =
          expression instanceof RexCall
              && expression.getKind() != SqlKind.CAST
              && expression.getKind() != SqlKind.SAFE_CAST
              && WIDENED.contains(expression.getType().getSqlTypeName());
      pinned.add(open ? rex.makeAbstractCast(expression.getType(), expression, false) : expression);
    }
    return pinned.equals(project.getProjects())
        ? project
        : LogicalProject.create(
            project.getInput(),
            List.of(),
            pinned,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
  }
}
