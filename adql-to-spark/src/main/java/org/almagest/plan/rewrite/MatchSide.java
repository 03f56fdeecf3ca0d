package org.almagest.plan.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.plan.ColumnLimits;
import org.almagest.plan.Motion;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * An input of a match that is one table, filtered and projected.
 *
 * @param fields what the input hands on, over the fields of the scan
 * @param filters conditions that its rows meet, over the fields of the scan
 */
record MatchSide(SkyScan scan, List<RexNode> fields, List<RexNode> filters) {

  static Optional<MatchSide> of(RelNode input) {
    if (input instanceof SkyScan scan) {
      List<RexNode> fields = new ArrayList<>();
      for (RelDataTypeField field : scan.getRowType().getFieldList()) {
        fields.add(RexInputRef.of(field.getIndex(), scan.getRowType()));
      }
      return Optional.of(new MatchSide(scan, fields, List.of()));
    }
    if (input instanceof Filter filter && filter.getVariablesSet().isEmpty()) {
      return of(filter.getInput()).map(side -> side.filtered(filter.getCondition()));
    }
    if (input instanceof Project project && !project.containsOver()) {
      return of(project.getInput())
          .map(
              side ->
                  new MatchSide(
                      side.scan,
                      project.getProjects().stream().map(side::overScan).toList(),
                      side.filters));
    }
    return Optional.empty();
  }

  private MatchSide filtered(RexNode condition) {
    List<RexNode> all = new ArrayList<>(filters);
    RelOptUtil.conjunctions(condition).forEach(part -> all.add(overScan(part)));
    return new MatchSide(scan, fields, all);
  }

  /** An expression over what the input hands on, as one over the scan. */
  RexNode overScan(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return fields.get(ref.getIndex());
          }
        });
  }

  /**
   * The table with two expressions over what the input hands on, if those are columns, or the
   * columns of a position that is moved to another epoch.
   *
   * @param needed which of the fields that the input hands on are asked for
   */
  Optional<StoredMatch.Side> positions(RexNode lon, RexNode lat, ImmutableBitSet needed) {
    RexNode ra = overScan(lon);
    RexNode dec = overScan(lat);
    List<RexNode> read = new ArrayList<>(List.of(ra, dec));
    read.addAll(filters);
    needed.forEach(field -> read.add(fields.get(field)));
    List<Integer> columns = UsedFields.readBy(read).asList();
    return ra instanceof RexInputRef raColumn && dec instanceof RexInputRef decColumn
        ? Optional.of(
            new StoredMatch.Side(
                scan, raColumn.getIndex(), decColumn.getIndex(), null, columns, limits()))
        : Motion.of(ra, dec)
            .map(
                at ->
                    new StoredMatch.Side(scan, at.lon(), at.lat(), at.motion(), columns, limits()));
  }

  /** The filters that are limits of columns, all that there are of those. */
  private List<ColumnLimits> limits() {
    RexBuilder rex = scan.getCluster().getRexBuilder();
    return filters.stream()
        .flatMap(filter -> ColumnLimits.of(rex, filter).stream())
        .flatMap(List::stream)
        .toList();
  }

  /** The other filters. */
  List<RexNode> otherFilters() {
    RexBuilder rex = scan.getCluster().getRexBuilder();
    return filters.stream().filter(filter -> ColumnLimits.of(rex, filter).isEmpty()).toList();
  }

  /** Whether nothing but columns is handed on, and nulls: all is null where there is no row. */
  boolean hasOnlyColumns() {
    return fields.stream()
        .allMatch(field -> field instanceof RexInputRef || RexUtil.isNullLiteral(field, true));
  }

  /** Whether an expression can be computed again in another place. */
  boolean isRepeatable() {
    return fields.stream().allMatch(RexUtil::isDeterministic)
        && filters.stream().allMatch(RexUtil::isDeterministic);
  }
}
