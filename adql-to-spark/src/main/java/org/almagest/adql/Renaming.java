package org.almagest.adql;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;

/** Gives the columns of a plan their names, in the projection on top, below an ORDER BY. */
final class Renaming {

  private Renaming() {}

  static RelNode rename(RelNode plan, List<String> names) {
    if (plan instanceof Sort sort) {
      return sort.copy(sort.getTraitSet(), List.of(rename(sort.getInput(), names)));
    }
    if (plan instanceof Project project) {
      return LogicalProject.create(
          project.getInput(), List.of(), project.getProjects(), names, project.getVariablesSet());
    }
    if (plan.getRowType().getFieldNames().equals(names)) {
      return plan;
    }
    return LogicalProject.create(
        plan,
        List.of(),
        plan.getCluster().getRexBuilder().identityProjects(plan.getRowType()),
        names,
        Set.of());
  }
}
