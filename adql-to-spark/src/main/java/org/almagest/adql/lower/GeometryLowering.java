package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AdqlFunctions;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * ADQL's geometry becomes {@link SpatialOperators}. A CONTAINS that is compared with 0 or 1 is the
 * condition itself; any other is a CASE over it, NULL where a position is NULL.
 */
final class GeometryLowering extends RexShuttle {
  private final RexBuilder rex;
  private final Doubles doubles;

  GeometryLowering(RexBuilder rex) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    return switch (call.getKind()) {
      case SEARCH ->
          isContains(call.getOperands().get(0))
              ? RexUtil.expandSearch(rex, null, call).accept(this)
              : super.visitCall(call);
      case EQUALS, NOT_EQUALS -> comparison(call);
      default -> {
        if (isContains(call)) {
          yield asNumber(contains(call));
        }
        yield call.getOperator().equals(AdqlFunctions.DISTANCE)
            ? distance(call)
            : super.visitCall(call);
      }
    };
  }

  private RexNode comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RexNode contains = isContains(left) ? left : right;
    OptionalDouble value = Doubles.constant(isContains(left) ? right : left);
    if (!isContains(contains) || value.isEmpty()) {
      return super.visitCall(call);
    }
    boolean wantsOne = value.getAsDouble() == 1;
    if (!wantsOne && value.getAsDouble() != 0) {
      throw new AdqlException(
          AdqlErrorCode.INVALID,
          0,
          0,
          "[CONTAINS] is compared with a number other than 0 and 1",
          "write 1 = CONTAINS(...)");
    }
    RexNode condition = contains((RexCall) contains);
    return wantsOne == (call.getKind() == SqlKind.EQUALS)
        ? condition
        : rex.makeCall(SqlStdOperatorTable.NOT, condition);
  }

  /** Whether it is a call of CONTAINS, whatever integer type it was cast to for a comparison. */
  private static boolean isContains(RexNode node) {
    return node instanceof RexCall call && call.getOperator().equals(AdqlFunctions.CONTAINS);
  }

  private RexNode asNumber(RexNode condition) {
    RexNode one = rex.makeExactLiteral(BigDecimal.ONE);
    RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO);
    if (!condition.getType().isNullable()) {
      return rex.makeCall(SqlStdOperatorTable.CASE, condition, one, zero);
    }
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        condition,
        one,
        rex.makeCall(SqlStdOperatorTable.NOT, condition),
        zero,
        rex.makeNullLiteral(one.getType()));
  }

  private RexNode contains(RexCall call) {
    List<RexNode> arguments = new ArrayList<>(point(call.getOperands().get(0)));
    arguments.addAll(circle(call.getOperands().get(1)));
    return rex.makeCall(SpatialOperators.POINT_IN_CIRCLE, arguments);
  }

  private RexNode distance(RexCall call) {
    List<RexNode> arguments = new ArrayList<>();
    if (call.getOperands().size() == 2) {
      arguments.addAll(point(call.getOperands().get(0)));
      arguments.addAll(point(call.getOperands().get(1)));
    } else {
      call.getOperands().forEach(operand -> arguments.add(number(operand)));
    }
    return rex.makeCall(SpatialOperators.ANGULAR_DISTANCE, arguments);
  }

  private List<RexNode> circle(RexNode node) {
    if (!(node instanceof RexCall call) || !call.getOperator().equals(AdqlFunctions.CIRCLE_OF)) {
      throw notAConstructor("CIRCLE");
    }
    List<RexNode> operands = withoutCoordinateSystem(call);
    List<RexNode> numbers = new ArrayList<>();
    if (GeometryTypes.isA(operands.get(0).getType(), GeometryTypes.POINT)) {
      numbers.addAll(point(operands.get(0)));
      numbers.add(number(operands.get(1)));
    } else {
      operands.forEach(operand -> numbers.add(number(operand)));
    }
    return numbers;
  }

  private List<RexNode> point(RexNode node) {
    if (!(node instanceof RexCall call) || !call.getOperator().equals(AdqlFunctions.POINT_OF)) {
      throw notAConstructor("POINT");
    }
    return withoutCoordinateSystem(call).stream().map(this::number).toList();
  }

  /** The coordinate system is deprecated and without effect (ADQL 2.1, 4.2.7): all is ICRS. */
  private static List<RexNode> withoutCoordinateSystem(RexCall constructor) {
    List<RexNode> operands = constructor.getOperands();
    RexNode first = operands.get(0);
    boolean isNumberOrPoint =
        SqlTypeUtil.isNumeric(first.getType()) || GeometryTypes.isGeometry(first.getType());
    boolean full =
        constructor.getOperator().equals(AdqlFunctions.POINT_OF)
            ? operands.size() == 3
            : operands.size() == 4 || !isNumberOrPoint;
    return full ? operands.subList(1, operands.size()) : operands;
  }

  private RexNode number(RexNode node) {
    return doubles.of(node.accept(this));
  }

  private static AdqlException notAConstructor(String type) {
    return new AdqlException(
        AdqlErrorCode.UNSUPPORTED,
        0,
        0,
        "A " + type + " that is a column of a sub-query is not available here",
        "write " + type + "(...) where it is used");
  }
}
