package org.almagest.plan.rewrite;

import java.util.List;
import java.util.Set;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds that of a left outer match only rows without a partner are wanted: that a coordinate of the
 * right side, which no partner lacks, is null.
 */
final class UnmatchedRows {

  private UnmatchedRows() {}

  /**
   * The filter, over a match of the rows without a partner where that is what it keeps.
   *
   * @param matches the matches of the plan; the one that is found changes
   */
  static RelNode of(Filter filter, List<StoredMatch> matches) {
    if (!(filter.getInput() instanceof Project project)) {
      return filter;
    }
    Filter below = project.getInput() instanceof Filter f ? f : null;
    RelNode rows = below == null ? project.getInput() : below.getInput();
    if (!(rows instanceof SkyScan scan)) {
      return filter;
    }
    for (int i = 0; i < matches.size(); i++) {
      StoredMatch match = matches.get(i);
      if (match.scanId() == scan.scanId()
          && match.kept() == Kept.ALL
          && keepsUnmatched(filter, project, match)) {
        matches.set(i, match.keeping(Kept.ALONE));
        return filter.copy(filter.getTraitSet(), List.of(alone(project, below, scan, match)));
      }
    }
    return filter;
  }

  private static boolean keepsUnmatched(Filter filter, Project project, StoredMatch match) {
    int leftFields = match.left().columns().size();
    return RelOptUtil.conjunctions(filter.getCondition()).stream()
        .filter(condition -> condition.getKind() == SqlKind.IS_NULL)
        .map(condition -> ((RexCall) condition).getOperands().get(0))
        .filter(RexInputRef.class::isInstance)
        .map(ref -> project.getProjects().get(((RexInputRef) ref).getIndex()))
        .filter(RexInputRef.class::isInstance)
        .mapToInt(ref -> ((RexInputRef) ref).getIndex() - leftFields)
        .filter(place -> place >= 0)
        .map(match.right().columns()::get)
        .anyMatch(column -> column == match.right().lon() || column == match.right().lat());
  }

  private static RelNode alone(
      Project project, @Nullable Filter below, SkyScan scan, StoredMatch match) {
    RexBuilder rex = project.getCluster().getRexBuilder();
    int leftFields = match.left().columns().size();
    RelDataTypeFactory.Builder row = project.getCluster().getTypeFactory().builder();
    scan.getRowType().getFieldList().subList(0, leftFields).forEach(row::add);
    RelNode rows = MatchScans.table(project, scan.scanId(), row.build());
    if (below != null) {
      rows = LogicalFilter.create(rows, below.getCondition());
    }
    RexShuttle nulls =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return ref.getIndex() < leftFields ? ref : rex.makeNullLiteral(ref.getType());
          }
        };
    return LogicalProject.create(
        rows,
        List.of(),
        nulls.visitList(project.getProjects()),
        project.getRowType().getFieldNames(),
        Set.of());
  }
}
