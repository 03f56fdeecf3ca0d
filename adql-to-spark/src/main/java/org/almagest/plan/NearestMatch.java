package org.almagest.plan;

import java.util.List;
import org.almagest.plan.StoredMatch.Kept;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Each row of the left input with the rows of the right input that are nearest to it. Not a join:
 * which rows are the nearest depends on all of the right input, so that a condition on right fields
 * must not move from above into that input. One on left fields may.
 */
public final class NearestMatch extends BiRel {
  private final RexNode distance;
  private final double radiusDeg;
  private final int neighbors;
  private final Kept kept;

  private NearestMatch(
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode distance,
      double radiusDeg,
      int neighbors,
      Kept kept) {
    super(left.getCluster(), traits, left, right);
    this.distance = distance;
    this.radiusDeg = radiusDeg;
    this.neighbors = neighbors;
    this.kept = kept;
  }

  /**
   * @param distance of a position of the left side from one of the right side [deg], over the
   *     fields of both
   * @param radiusDeg how far away a partner may be, included [deg]
   * @param neighbors how many partners a left row has at most, from 1
   * @param kept which left rows come out
   */
  public static NearestMatch of(
      RelNode left, RelNode right, RexNode distance, double radiusDeg, int neighbors, Kept kept) {
    return new NearestMatch(
        left.getCluster().traitSetOf(Convention.NONE),
        left,
        right,
        distance,
        radiusDeg,
        neighbors,
        kept);
  }

  /** The distance [deg], over the fields of both sides. */
  public RexNode distance() {
    return distance;
  }

  /** How far away a partner may be, included [deg]. */
  public double radiusDeg() {
    return radiusDeg;
  }

  /** How many partners a left row has at most. */
  public int neighbors() {
    return neighbors;
  }

  /** Which left rows come out. */
  public Kept kept() {
    return kept;
  }

  /**
   * The two positions.
   *
   * @throws IllegalStateException if the distance is not lowered yet
   */
  public SkyMatch.Positions positions() {
    if (!(distance instanceof RexCall call)
        || !call.getOperator().equals(SpatialOperators.ANGULAR_DISTANCE)) {
      throw new IllegalStateException("Not a lowered distance: " + distance);
    }
    int leftFields = getLeft().getRowType().getFieldCount();
    List<RexNode> at = call.getOperands();
    return new SkyMatch.Positions(
        at.get(0),
        at.get(1),
        RexUtil.shift(at.get(2), -leftFields),
        RexUtil.shift(at.get(3), -leftFields));
  }

  /** The join that has the same fields. */
  public JoinRelType joinType() {
    return switch (kept) {
      case MATCHED -> JoinRelType.INNER;
      case ALL, ALONE -> JoinRelType.LEFT;
    };
  }

  @Override
  protected RelDataType deriveRowType() {
    return SqlValidatorUtil.deriveJoinRowType(
        left.getRowType(),
        right.getRowType(),
        joinType(),
        getCluster().getTypeFactory(),
        null,
        List.of());
  }

  @Override
  public NearestMatch copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new NearestMatch(
        traitSet, inputs.get(0), inputs.get(1), distance, radiusDeg, neighbors, kept);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    RexNode rewritten = shuttle.apply(distance);
    return rewritten.equals(distance)
        ? this
        : new NearestMatch(traitSet, left, right, rewritten, radiusDeg, neighbors, kept);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("distance", distance)
        .item("radius", radiusDeg)
        .item("neighbors", neighbors)
        .item("kept", kept);
  }
}
