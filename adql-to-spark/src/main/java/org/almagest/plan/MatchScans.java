package org.almagest.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.almagest.plan.StoredMatch.Bound;
import org.almagest.plan.StoredMatch.Kept;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Puts a scan in the place of each match of two tables that a back end can read as one relation,
 * with the further conditions and the projections of both sides above it. Left as they are: matches
 * with an input that is no table, right and full outer ones, outer ones with further conditions,
 * and outer ones or those of the nearest with a filter of the right side, which would have to be
 * met before the match.
 */
public final class MatchScans extends PlanShuttle {

  private final StoredMatch.Relation canRead;
  private final List<StoredMatch> matches = new ArrayList<>();
  private int nextScanId;

  /** A plan whose matches are scans. */
  public record Replaced(RelNode plan, List<StoredMatch> matches) {

    /** Copies the matches. */
    public Replaced {
      matches = List.copyOf(matches);
    }
  }

  private MatchScans(int firstScanId, StoredMatch.Relation canRead) {
    this.nextScanId = firstScanId;
    this.canRead = canRead;
  }

  /**
   * Replaces the matches of a plan.
   *
   * @param firstScanId above the numbers of all scans of the plan
   * @param canRead whether the match of two tables can be read as one relation
   */
  public static Replaced replace(RelNode plan, int firstScanId, StoredMatch.Relation canRead) {
    MatchScans scans = new MatchScans(firstScanId, canRead);
    return new Replaced(plan.accept(scans), scans.matches);
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (node instanceof SkyMatch match) {
      return allPairs(match).flatMap(this::stored).orElse(match);
    }
    return node instanceof NearestMatch match
        ? nearest(match).flatMap(this::stored).orElse(match)
        : node;
  }

  /**
   * A match of two tables.
   *
   * @param node in whose place the scan stands
   * @param further conditions that pairs meet besides, over the fields of both sides
   */
  private record Pairing(
      RelNode node,
      MatchSide left,
      MatchSide right,
      SkyMatch.Positions at,
      double radiusDeg,
      Bound bound,
      OptionalInt neighbors,
      Kept kept,
      List<RexNode> further) {}

  private static Optional<Pairing> allPairs(SkyMatch match) {
    Optional<MatchSide> left = MatchSide.of(match.getLeft());
    Optional<MatchSide> right = MatchSide.of(match.getRight());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    List<RexNode> further = new ArrayList<>(RelOptUtil.conjunctions(match.getCondition()));
    boolean complete = further.remove(match.bound());
    boolean possible =
        switch (match.getJoinType()) {
          case INNER -> true;
          case LEFT -> further.isEmpty() && right.get().isPlain();
          default -> false;
        };
    SqlKind comparison = match.bound().getKind();
    return possible && complete
        ? Optional.of(
            new Pairing(
                match,
                left.get(),
                right.get(),
                match.positions(),
                match.radiusDeg(),
                comparison == SqlKind.LESS_THAN || comparison == SqlKind.GREATER_THAN
                    ? Bound.STRICT
                    : Bound.INCLUSIVE,
                OptionalInt.empty(),
                match.getJoinType() == JoinRelType.LEFT ? Kept.ALL : Kept.MATCHED,
                further))
        : Optional.empty();
  }

  private static Optional<Pairing> nearest(NearestMatch match) {
    Optional<MatchSide> left = MatchSide.of(match.getLeft());
    Optional<MatchSide> right =
        MatchSide.of(match.getRight())
            .filter(side -> match.kept() == Kept.ALL ? side.isPlain() : side.filters().isEmpty());
    return left.isPresent() && right.isPresent()
        ? Optional.of(
            new Pairing(
                match,
                left.get(),
                right.get(),
                match.positions(),
                match.radiusDeg(),
                Bound.INCLUSIVE,
                OptionalInt.of(match.neighbors()),
                match.kept(),
                List.of()))
        : Optional.empty();
  }

  private Optional<RelNode> stored(Pairing pairing) {
    SkyMatch.Positions at = pairing.at();
    Optional<StoredMatch.Side> left = pairing.left().positions(at.leftLon(), at.leftLat());
    Optional<StoredMatch.Side> right = pairing.right().positions(at.rightLon(), at.rightLat());
    List<RexNode> further = pairing.further();
    if (left.isEmpty()
        || right.isEmpty()
        || !(pairing.radiusDeg() > 0)
        || !pairing.left().isRepeatable()
        || !pairing.right().isRepeatable()
        || !further.stream().allMatch(RexUtil::isDeterministic)
        || further.stream().anyMatch(part -> RexUtil.SubQueryFinder.find(part) != null)) {
      return Optional.empty();
    }
    StoredMatch stored =
        new StoredMatch(
            nextScanId,
            left.get(),
            right.get(),
            pairing.radiusDeg(),
            pairing.bound(),
            pairing.neighbors(),
            pairing.kept());
    if (!canRead.test(stored)) {
      return Optional.empty();
    }
    nextScanId++;
    matches.add(stored);
    return Optional.of(scan(pairing, stored));
  }

  private static RelNode scan(Pairing pairing, StoredMatch stored) {
    RelNode match = pairing.node();
    MatchSide left = pairing.left();
    MatchSide right = pairing.right();
    RelDataType row = rowType(match, left.scan(), right.scan(), stored.kept() == Kept.ALL);
    SkyScan scan =
        new SkyScan(
            match.getCluster(),
            RelOptTableImpl.create(
                null,
                row,
                List.of("match", "scan_" + stored.scanId()),
                Expressions.constant(stored.scanId())),
            stored.scanId(),
            List.of());
    int shift = left.scan().getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    left.fields().forEach(field -> fields.add(over(field, row, 0)));
    right.fields().forEach(field -> fields.add(over(field, row, shift)));
    List<RexNode> conditions = new ArrayList<>();
    left.filters().forEach(filter -> conditions.add(over(filter, row, 0)));
    right.filters().forEach(filter -> conditions.add(over(filter, row, shift)));
    pairing.further().forEach(condition -> conditions.add(substituted(condition, fields)));
    RelNode rows = scan;
    if (!conditions.isEmpty()) {
      rows =
          LogicalFilter.create(
              scan, RexUtil.composeConjunction(match.getCluster().getRexBuilder(), conditions));
    }
    return LogicalProject.create(
        rows, List.of(), fields, match.getRowType().getFieldNames(), Set.of());
  }

  private static RelDataType rowType(RelNode match, SkyScan left, SkyScan right, boolean outer) {
    RelDataTypeFactory types = match.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    int index = 0;
    for (RelDataTypeField field : left.getRowType().getFieldList()) {
      row.add(StoredMatch.column(index++), field.getType());
    }
    for (RelDataTypeField field : right.getRowType().getFieldList()) {
      row.add(
          StoredMatch.column(index++),
          outer ? types.createTypeWithNullability(field.getType(), true) : field.getType());
    }
    return row.build();
  }

  /** An expression over a table, as one over the scan of the match. */
  private static RexNode over(RexNode expression, RelDataType row, int shift) {
    List<RexNode> refs =
        IntStream.range(shift, row.getFieldCount())
            .mapToObj(i -> (RexNode) RexInputRef.of(i, row))
            .toList();
    return substituted(expression, refs);
  }

  private static RexNode substituted(RexNode expression, List<RexNode> fields) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return fields.get(ref.getIndex());
          }
        });
  }
}
