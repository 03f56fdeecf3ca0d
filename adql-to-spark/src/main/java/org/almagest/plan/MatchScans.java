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
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Puts a scan in the place of each match of two tables that a back end can read as one relation,
 * with the further conditions and the projections of both sides above it. Limits of columns become
 * part of the match. Left as they are: matches with an input that is no table, outer ones with
 * further conditions, and outer ones or those of the nearest with a filter of the right side that
 * would have to be met before the match and is no limit of a column.
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
      return read(match).orElse(match);
    }
    if (node instanceof Filter filter) {
      return UnmatchedRows.of(filter, matches);
    }
    return node instanceof NearestMatch match
        ? nearest(match).flatMap(this::stored).orElse(match)
        : node;
  }

  private Optional<RelNode> read(SkyMatch match) {
    return switch (match.getJoinType()) {
      case INNER -> pairs(match, Kept.MATCHED).flatMap(this::stored);
      case LEFT -> pairs(match, Kept.ALL).flatMap(this::stored);
      case RIGHT ->
          pairs(match.swapped(), Kept.ALL).flatMap(this::stored).map(rows -> turned(rows, match));
      case FULL -> full(match);
      default -> Optional.empty();
    };
  }

  /** The left match, and the right rows that have no partner. */
  private Optional<RelNode> full(SkyMatch match) {
    int before = matches.size();
    Optional<RelNode> left = pairs(match.keeping(JoinRelType.LEFT), Kept.ALL).flatMap(this::stored);
    Optional<RelNode> right =
        left.flatMap(
            rows ->
                pairs(match.swapped().keeping(JoinRelType.LEFT), Kept.ALONE).flatMap(this::stored));
    if (left.isEmpty() || right.isEmpty()) {
      matches.subList(before, matches.size()).clear();
      return Optional.empty();
    }
    return Optional.of(LogicalUnion.create(List.of(left.get(), turned(right.get(), match)), true));
  }

  /** The rows of a match that was swapped, with the fields in their places. */
  private static RelNode turned(RelNode rows, SkyMatch match) {
    int leftFields = match.getLeft().getRowType().getFieldCount();
    int rightFields = match.getRight().getRowType().getFieldCount();
    RexBuilder rex = match.getCluster().getRexBuilder();
    List<RexNode> fields =
        IntStream.range(0, leftFields + rightFields)
            .mapToObj(i -> i < leftFields ? i + rightFields : i - leftFields)
            .map(i -> (RexNode) rex.makeInputRef(rows, i))
            .toList();
    return LogicalProject.create(
        rows, List.of(), fields, match.getRowType().getFieldNames(), Set.of());
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
      double minRadiusDeg,
      Bound bound,
      OptionalInt neighbors,
      Kept kept,
      List<RexNode> further) {}

  private static Optional<Pairing> pairs(SkyMatch match, Kept kept) {
    Optional<MatchSide> left = MatchSide.of(match.getLeft());
    Optional<MatchSide> right = MatchSide.of(match.getRight());
    List<RexNode> further = new ArrayList<>(RelOptUtil.conjunctions(match.getCondition()));
    boolean complete = further.remove(match.bound());
    double least = match.takeMinRadius(further);
    SqlKind comparison = match.bound().getKind();
    return left.isPresent()
            && right.isPresent()
            && complete
            && (kept == Kept.MATCHED || (further.isEmpty() && right.get().hasOnlyColumns()))
        ? Optional.of(
            new Pairing(
                match,
                left.get(),
                right.get(),
                match.positions(),
                match.radiusDeg(),
                least,
                comparison == SqlKind.LESS_THAN || comparison == SqlKind.GREATER_THAN
                    ? Bound.STRICT
                    : Bound.INCLUSIVE,
                OptionalInt.empty(),
                kept,
                further))
        : Optional.empty();
  }

  private static Optional<Pairing> nearest(NearestMatch match) {
    Optional<MatchSide> left = MatchSide.of(match.getLeft());
    Optional<MatchSide> right =
        MatchSide.of(match.getRight())
            .filter(side -> match.kept() == Kept.MATCHED || side.hasOnlyColumns());
    return left.isPresent() && right.isPresent()
        ? Optional.of(
            new Pairing(
                match,
                left.get(),
                right.get(),
                match.positions(),
                match.radiusDeg(),
                0,
                Bound.INCLUSIVE,
                OptionalInt.of(match.neighbors()),
                match.kept(),
                List.of()))
        : Optional.empty();
  }

  private Optional<RelNode> stored(Pairing pairing) {
    SkyMatch.Positions at = pairing.at();
    Optional<StoredMatch.Side> left =
        pairing.left().positions(at.leftLon(), at.leftLat(), pairing.left().limits());
    Optional<StoredMatch.Side> right =
        pairing.right().positions(at.rightLon(), at.rightLat(), pairing.right().limits());
    boolean rightComesFirst = pairing.kept() != Kept.MATCHED || pairing.neighbors().isPresent();
    List<RexNode> further = pairing.further();
    if (left.isEmpty()
        || right.isEmpty()
        || !left.get().meets(right.get())
        || !(pairing.radiusDeg() > 0)
        || (rightComesFirst && !pairing.right().otherFilters().isEmpty())
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
            pairing.minRadiusDeg(),
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
    RelDataType row = rowType(match, left.scan(), right.scan(), stored.kept());
    SkyScan scan = table(match, stored.scanId(), row);
    int shift = left.scan().getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    left.fields().forEach(field -> fields.add(over(field, row, 0)));
    if (stored.kept() == Kept.ALONE) {
      fields.addAll(nulls(match, fields.size()));
    } else {
      right.fields().forEach(field -> fields.add(over(field, row, shift)));
    }
    List<RexNode> conditions = new ArrayList<>();
    left.otherFilters().forEach(filter -> conditions.add(over(filter, row, 0)));
    right.otherFilters().forEach(filter -> conditions.add(over(filter, row, shift)));
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

  static SkyScan table(RelNode near, int scanId, RelDataType row) {
    return new SkyScan(
        near.getCluster(),
        RelOptTableImpl.create(
            null, row, List.of("match", "scan_" + scanId), Expressions.constant(scanId)),
        scanId,
        List.of());
  }

  private static List<RexNode> nulls(RelNode match, int from) {
    RexBuilder rex = match.getCluster().getRexBuilder();
    return match.getRowType().getFieldList().stream()
        .skip(from)
        .map(field -> (RexNode) rex.makeNullLiteral(field.getType()))
        .toList();
  }

  private static RelDataType rowType(RelNode match, SkyScan left, SkyScan right, Kept kept) {
    RelDataTypeFactory types = match.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    int index = 0;
    for (RelDataTypeField field : left.getRowType().getFieldList()) {
      row.add(StoredMatch.column(index++), field.getType());
    }
    if (kept == Kept.ALONE) {
      return row.build();
    }
    for (RelDataTypeField field : right.getRowType().getFieldList()) {
      row.add(
          StoredMatch.column(index++),
          kept == Kept.ALL
              ? types.createTypeWithNullability(field.getType(), true)
              : field.getType());
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
