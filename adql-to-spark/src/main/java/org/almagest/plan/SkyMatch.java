package org.almagest.plan;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * A join whose condition bounds the distance of a position of the left side from one of the right
 * side. The condition is complete: a back end that knows no sky matches runs the node as the join
 * that it is.
 */
public final class SkyMatch extends Join {
  private final Positions positions;
  private final double radiusDeg;
  private final RexNode bound;

  /**
   * The two positions [deg].
   *
   * @param leftLon over the fields of the left input
   * @param leftLat over the fields of the left input
   * @param rightLon over the fields of the right input, counted from 0
   * @param rightLat over the fields of the right input, counted from 0
   */
  public record Positions(RexNode leftLon, RexNode leftLat, RexNode rightLon, RexNode rightLat) {}

  private SkyMatch(
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode condition,
      JoinRelType joinType,
      Positions positions,
      double radiusDeg,
      RexNode bound) {
    super(left.getCluster(), traits, List.of(), left, right, condition, Set.of(), joinType);
    this.positions = positions;
    this.radiusDeg = radiusDeg;
    this.bound = bound;
  }

  /**
   * The match that a join is.
   *
   * @param bound the part of the join's condition that says how far apart the positions may be
   */
  public static SkyMatch of(Join join, Positions positions, double radiusDeg, RexNode bound) {
    return new SkyMatch(
        join.getCluster().traitSetOf(Convention.NONE),
        join.getLeft(),
        join.getRight(),
        join.getCondition(),
        join.getJoinType(),
        positions,
        radiusDeg,
        bound);
  }

  /** The two positions. */
  public Positions positions() {
    return positions;
  }

  /** Rows that match are at most this far apart [deg]. */
  public double radiusDeg() {
    return radiusDeg;
  }

  /**
   * The part of the condition that compares the distance with the radius; all of the rest are
   * further conditions.
   */
  public RexNode bound() {
    return bound;
  }

  /**
   * Takes from further conditions the one that the distance is above a constant.
   *
   * @param further loses it
   * @return the constant [deg], below the radius; 0 where there is no such condition
   */
  public double takeMinRadius(List<RexNode> further) {
    for (RexNode condition : further) {
      double least = minRadius(condition);
      if (least > 0 && least < radiusDeg) {
        further.remove(condition);
        return least;
      }
    }
    return 0;
  }

  private double minRadius(RexNode condition) {
    SqlKind kind = condition.getKind();
    if (kind != SqlKind.GREATER_THAN && kind != SqlKind.LESS_THAN) {
      return 0;
    }
    List<RexNode> sides = ((RexCall) condition).getOperands();
    RexNode distance = sides.get(kind == SqlKind.GREATER_THAN ? 0 : 1);
    Double least = ColumnLimits.number(sides.get(kind == SqlKind.GREATER_THAN ? 1 : 0));
    if (least == null
        || !(distance instanceof RexCall call)
        || !call.getOperator().equals(SpatialOperators.ANGULAR_DISTANCE)) {
      return 0;
    }
    int leftFields = getLeft().getRowType().getFieldCount();
    List<RexNode> from = List.of(positions.leftLon(), positions.leftLat());
    List<RexNode> to =
        List.of(
            RexUtil.shift(positions.rightLon(), leftFields),
            RexUtil.shift(positions.rightLat(), leftFields));
    List<RexNode> first = call.getOperands().subList(0, 2);
    List<RexNode> second = call.getOperands().subList(2, 4);
    boolean same =
        (first.equals(from) && second.equals(to)) || (first.equals(to) && second.equals(from));
    return same ? least : 0;
  }

  /** The place that a field of this match has in {@link #swapped()}. */
  public int placeWhenSwapped(int field) {
    int leftFields = getLeft().getRowType().getFieldCount();
    return field < leftFields
        ? field + getRight().getRowType().getFieldCount()
        : field - leftFields;
  }

  /** The same match the other way round: its fields are those of the right side first. */
  public SkyMatch swapped() {
    RexShuttle turned =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(placeWhenSwapped(ref.getIndex()), ref.getType());
          }
        };
    return new SkyMatch(
        getTraitSet(),
        getRight(),
        getLeft(),
        getCondition().accept(turned),
        getJoinType().swap(),
        new Positions(
            positions.rightLon(), positions.rightLat(), positions.leftLon(), positions.leftLat()),
        radiusDeg,
        bound.accept(turned));
  }

  /** The same match that keeps other rows without a partner. */
  public SkyMatch keeping(JoinRelType type) {
    return copy(getTraitSet(), getCondition(), getLeft(), getRight(), type, false);
  }

  @Override
  public SkyMatch copy(
      RelTraitSet traitSet,
      RexNode condition,
      RelNode left,
      RelNode right,
      JoinRelType joinType,
      boolean semiJoinDone) {
    return new SkyMatch(traitSet, left, right, condition, joinType, positions, radiusDeg, bound);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("leftPosition", positions.leftLon() + ", " + positions.leftLat())
        .item("rightPosition", positions.rightLon() + ", " + positions.rightLat())
        .item("radius", radiusDeg);
  }
}
