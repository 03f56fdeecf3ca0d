package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryFunctions;
import org.almagest.adql.function.UserFunctions;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.StoredMatch.Kept;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the joins on {@link UserFunctions#NEAREST}, before any condition moves: one on the right
 * side that stands in a sub-query comes before the choice of the nearest, one that stands beside
 * the join comes after it.
 */
final class NearestRecognition extends PlanShuttle {
  private static final String NAME = "almagest_nearest";

  private NearestRecognition() {}

  /**
   * The plan without calls of the function.
   *
   * @throws AdqlException if there is one in another place, or with arguments that it cannot have
   */
  static RelNode run(RelNode plan) {
    RelNode found = plan.accept(new NearestRecognition());
    found.accept(new NoOthers());
    return found;
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    if (!(node instanceof Join join)) {
      return node;
    }
    List<RexNode> further = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
    RexCall nearest = nearest(further);
    if (nearest == null) {
      return node;
    }
    further.removeIf(condition -> nearest.equals(call(condition)));
    RelNode match = match(join, nearest);
    if (further.isEmpty()) {
      return match;
    }
    if (join.getJoinType().isOuterJoin()) {
      throw wrong(
          nearest,
          "A LEFT JOIN on [" + NAME + "] has no further conditions",
          "write those that come before the choice of the nearest into a sub-query in place of the"
              + " table, those that come after it into WHERE");
    }
    return LogicalFilter.create(
        match, RexUtil.composeConjunction(join.getCluster().getRexBuilder(), further));
  }

  private static RelNode match(Join join, RexCall call) {
    Kept kept =
        switch (join.getJoinType()) {
          case INNER -> Kept.MATCHED;
          case LEFT -> Kept.ALL;
          default ->
              throw wrong(
                  call,
                  "[" + NAME + "] is in the condition of a join that is neither INNER nor LEFT",
                  "write a LEFT JOIN from the table whose rows are all to be kept");
        };
    List<RexNode> operands = call.getOperands();
    int positions = operands.size() <= 4 ? 2 : 4;
    int first = positions / 2;
    int leftFields = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet left = ImmutableBitSet.range(leftFields);
    ImmutableBitSet right = ImmutableBitSet.range(leftFields, join.getRowType().getFieldCount());
    if (!isOver(left, operands.subList(0, first))
        || !isOver(right, operands.subList(first, positions))) {
      throw wrong(
          call,
          "The first position of ["
              + NAME
              + "] is of the table left of JOIN, the second of the one"
              + " right of it",
          "write a JOIN b ON 1 = " + NAME + "(a.ra, a.dec, b.ra, b.dec, radius)");
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    return NearestMatch.of(
        join.getLeft(),
        join.getRight(),
        rex.makeCall(GeometryFunctions.DISTANCE, operands.subList(0, positions)),
        radius(call, operands.get(positions), rex),
        operands.size() == positions + 1 ? 1 : neighbors(call, operands.get(positions + 1), rex),
        kept);
  }

  private static boolean isOver(ImmutableBitSet side, List<RexNode> position) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(position, null);
    return !used.isEmpty() && side.contains(used);
  }

  private static double radius(RexCall call, RexNode node, RexBuilder rex) {
    OptionalDouble radius = Doubles.constant(node.accept(new ArithmeticLowering(rex)));
    if (radius.isEmpty() || !(radius.getAsDouble() >= 0)) {
      throw wrong(
          call,
          "The radius of [" + NAME + "] is not a number >= 0 that is written out",
          "write it in degrees, such as 1/3600.0");
    }
    return Math.min(180, radius.getAsDouble());
  }

  private static int neighbors(RexCall call, RexNode node, RexBuilder rex) {
    OptionalDouble n = Doubles.constant(node.accept(new ArithmeticLowering(rex)));
    if (n.isEmpty() || !(n.getAsDouble() >= 1) || n.getAsDouble() >= Integer.MAX_VALUE) {
      throw wrong(
          call,
          "The number of neighbours of ["
              + NAME
              + "] is not a whole number >= 1 that is written"
              + " out",
          "write a number, such as 3, or leave it out for the nearest alone");
    }
    return (int) n.getAsDouble();
  }

  private static @Nullable RexCall nearest(List<RexNode> conditions) {
    for (RexNode condition : conditions) {
      RexCall call = call(condition);
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  /** The call, if a condition is that it is 1. */
  private static @Nullable RexCall call(RexNode condition) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return null;
    }
    List<RexNode> sides = ((RexCall) condition).getOperands();
    int side = isNearest(sides.get(0)) ? 0 : 1;
    OptionalDouble value = Doubles.constant(sides.get(1 - side));
    return isNearest(sides.get(side)) && value.isPresent() && value.getAsDouble() == 1
        ? (RexCall) sides.get(side)
        : null;
  }

  private static boolean isNearest(RexNode node) {
    return node instanceof RexCall call && call.getOperator().equals(UserFunctions.NEAREST);
  }

  private static AdqlException wrong(RexCall call, String message, String hint) {
    SqlParserPos at = call.getParserPosition();
    return new AdqlException(
        AdqlErrorCode.INVALID, at.getLineNum(), at.getColumnNum(), message, hint);
  }

  private static final class NoOthers extends PlanShuttle {
    private final RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (isNearest(call)) {
              throw wrong(
                  call,
                  "["
                      + NAME
                      + "] stands once in the condition of a JOIN, by itself or with others"
                      + " beside it by AND, and nowhere else",
                  "write a JOIN b ON 1 = " + NAME + "(a.ra, a.dec, b.ra, b.dec, radius)");
            }
            return super.visitCall(call);
          }
        };

    @Override
    protected RelNode rewrite(RelNode node) {
      return node.accept(expressions);
    }
  }
}
