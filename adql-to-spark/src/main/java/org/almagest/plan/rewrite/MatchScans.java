package org.almagest.plan.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
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
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts a scan in the place of each match of two tables that a back end can read as one relation,
 * with the further conditions and the projections of both sides above it. Limits of columns become
 * part of the match. Left as they are: matches with an input that is no table, outer ones with
 * further conditions, and outer ones or those of the nearest with a filter of the right side that
 * would have to be met before the match and is no limit of a column.
 */
public final class MatchScans extends PlanShuttle {

  private final StoredMatch.Relation canRead;
  private final UsedFields used;
  private final List<StoredMatch> matches = new ArrayList<>();
  private int nextScanId;

  /** A plan whose matches are scans. */
  public record Replaced(RelNode plan, List<StoredMatch> matches) {

    /** Copies the matches. */
    public Replaced {
      matches = List.copyOf(matches);
    }
  }

  private MatchScans(int firstScanId, StoredMatch.Relation canRead, UsedFields used) {
    this.nextScanId = firstScanId;
    this.used = used;
    this.canRead = canRead;
  }

  /**
   * Replaces the matches of a plan.
   *
   * @param firstScanId above the numbers of all scans of the plan
   * @param canRead whether the match of two tables can be read as one relation
   */
  public static Replaced replace(RelNode plan, int firstScanId, StoredMatch.Relation canRead) {
    UsedFields used = UsedFields.inPlan(plan);
    if (!used.hasMatches()) {
      return new Replaced(plan, List.of());
    }
    MatchScans scans = new MatchScans(firstScanId, canRead, used);
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
      case INNER -> pairs(match, used.ofMatch(match), Kept.MATCHED).flatMap(this::stored);
      case LEFT -> pairs(match, used.ofMatch(match), Kept.ALL).flatMap(this::stored);
      case RIGHT ->
          pairs(match.swapped(), usedOfSwapped(match), Kept.ALL)
              .flatMap(this::stored)
              .map(rows -> turned(rows, match));
      case FULL -> full(match);
      default -> Optional.empty();
    };
  }

  /** The left match, and the right rows that have no partner. */
  private Optional<RelNode> full(SkyMatch match) {
    int before = matches.size();
    Optional<RelNode> left =
        pairs(match.keeping(JoinRelType.LEFT), used.ofMatch(match), Kept.ALL).flatMap(this::stored);
    SkyMatch swapped = match.swapped().keeping(JoinRelType.LEFT);
    Optional<RelNode> right =
        left.flatMap(
            rows -> pairs(swapped, usedOfSwapped(match), Kept.ALONE).flatMap(this::stored));
    if (left.isEmpty() || right.isEmpty()) {
      matches.subList(before, matches.size()).clear();
      return Optional.empty();
    }
    return Optional.of(LogicalUnion.create(List.of(left.get(), turned(right.get(), match)), true));
  }

  private ImmutableBitSet usedOfSwapped(SkyMatch match) {
    ImmutableBitSet.Builder turned = ImmutableBitSet.builder();
    used.ofMatch(match).forEach(field -> turned.set(match.placeWhenSwapped(field)));
    return turned.build();
  }

  /** The rows of a match that was swapped, with the fields in their places. */
  private static RelNode turned(RelNode rows, SkyMatch match) {
    RexBuilder rex = match.getCluster().getRexBuilder();
    List<RexNode> fields =
        IntStream.range(0, match.getRowType().getFieldCount())
            .mapToObj(match::placeWhenSwapped)
            .map(i -> (RexNode) rex.makeInputRef(rows, i))
            .toList();
    return LogicalProject.create(
        rows, List.of(), fields, match.getRowType().getFieldNames(), Set.of());
  }

  /**
   * A match of two tables.
   *
   * @param node in whose place the scan stands
   * @param used the fields of the node that matter above it
   * @param further conditions that pairs meet besides, over the fields of both sides
   */
  private record Pairing(
      RelNode node,
      ImmutableBitSet used,
      MatchSide left,
      MatchSide right,
      SkyMatch.Positions at,
      double radiusDeg,
      double minRadiusDeg,
      Bound bound,
      OptionalInt neighbors,
      Kept kept,
      List<RexNode> further) {

    /** The fields of the node that have to be what they are. */
    ImmutableBitSet needed() {
      return used.union(UsedFields.readBy(further));
    }
  }

  private static Optional<Pairing> pairs(SkyMatch match, ImmutableBitSet used, Kept kept) {
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
                used,
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

  private Optional<Pairing> nearest(NearestMatch match) {
    Optional<MatchSide> left = MatchSide.of(match.getLeft());
    Optional<MatchSide> right =
        MatchSide.of(match.getRight())
            .filter(side -> match.kept() == Kept.MATCHED || side.hasOnlyColumns());
    return left.isPresent() && right.isPresent()
        ? Optional.of(
            new Pairing(
                match,
                used.ofMatch(match),
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
    ImmutableBitSet needed = pairing.needed();
    int leftFields = pairing.left().fields().size();
    Optional<StoredMatch.Side> left =
        pairing
            .left()
            .positions(
                at.leftLon(), at.leftLat(), needed.intersect(ImmutableBitSet.range(0, leftFields)));
    Optional<StoredMatch.Side> right =
        pairing
            .right()
            .positions(
                at.rightLon(),
                at.rightLat(),
                needed.except(ImmutableBitSet.range(0, leftFields)).shift(-leftFields));
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
    SkyScan scan = table(match, stored.scanId(), rowType(match, stored));
    RexBuilder rex = match.getCluster().getRexBuilder();
    Map<Integer, RexNode> ofLeft = new HashMap<>();
    Map<Integer, RexNode> ofRight = new HashMap<>();
    stored.left().columns().forEach(i -> ofLeft.put(i, rex.makeInputRef(scan, ofLeft.size())));
    int shift = ofLeft.size();
    if (stored.kept() != Kept.ALONE) {
      stored
          .right()
          .columns()
          .forEach(i -> ofRight.put(i, rex.makeInputRef(scan, shift + ofRight.size())));
    }
    List<RexNode> fields = fields(pairing, stored, ofLeft, ofRight);
    List<RexNode> conditions = new ArrayList<>();
    pairing.left().otherFilters().forEach(filter -> conditions.add(substituted(filter, ofLeft)));
    pairing.right().otherFilters().forEach(filter -> conditions.add(substituted(filter, ofRight)));
    pairing.further().forEach(condition -> conditions.add(substituted(condition, places(fields))));
    RelNode rows = scan;
    if (!conditions.isEmpty()) {
      rows = LogicalFilter.create(scan, RexUtil.composeConjunction(rex, conditions));
    }
    return LogicalProject.create(
        rows, List.of(), fields, match.getRowType().getFieldNames(), Set.of());
  }

  /** The fields of the match over its scan; nulls where nobody asks for them. */
  private static List<RexNode> fields(
      Pairing pairing,
      StoredMatch stored,
      Map<Integer, RexNode> ofLeft,
      Map<Integer, RexNode> ofRight) {
    List<RelDataTypeField> types = pairing.node().getRowType().getFieldList();
    RexBuilder rex = pairing.node().getCluster().getRexBuilder();
    ImmutableBitSet needed = pairing.needed();
    int leftFields = pairing.left().fields().size();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (!needed.get(i) || (i >= leftFields && stored.kept() == Kept.ALONE)) {
        fields.add(rex.makeNullLiteral(types.get(i).getType()));
      } else if (i < leftFields) {
        fields.add(substituted(pairing.left().fields().get(i), ofLeft));
      } else {
        fields.add(substituted(pairing.right().fields().get(i - leftFields), ofRight));
      }
    }
    return fields;
  }

  private static Map<Integer, RexNode> places(List<RexNode> fields) {
    return ImmutableBitSet.range(0, fields.size()).asList().stream()
        .collect(Collectors.toMap(i -> i, fields::get));
  }

  static SkyScan table(RelNode near, int scanId, RelDataType row) {
    return new SkyScan(
        near.getCluster(),
        RelOptTableImpl.create(
            null, row, List.of("match", "scan_" + scanId), Expressions.constant(scanId)),
        scanId,
        List.of());
  }

  private static RelDataType rowType(RelNode near, StoredMatch match) {
    RelDataTypeFactory types = near.getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    List<RelDataTypeField> left = match.left().scan().getRowType().getFieldList();
    match.left().columns().forEach(i -> row.add(StoredMatch.column(i), left.get(i).getType()));
    if (match.kept() == Kept.ALONE) {
      return row.build();
    }
    List<RelDataTypeField> right = match.right().scan().getRowType().getFieldList();
    for (int i : match.right().columns()) {
      RelDataType type = right.get(i).getType();
      row.add(
          StoredMatch.column(left.size() + i),
          match.kept() == Kept.ALL ? types.createTypeWithNullability(type, true) : type);
    }
    return row.build();
  }

  /** An expression with others in place of the fields that it reads. */
  private static RexNode substituted(RexNode expression, Map<Integer, RexNode> fields) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return Objects.requireNonNull(fields.get(ref.getIndex()), expression::toString);
          }
        });
  }
}
