package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AddedFunction;
import org.almagest.adql.function.GeometryFunctions;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.SpatialOperators;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * ADQL's geometry becomes {@link SpatialOperators}. A CONTAINS or INTERSECTS that is compared with
 * 0 or 1 is the condition itself; any other is a CASE over it, NULL where a position is NULL. A
 * geometry that is passed on as a value is a text.
 */
final class GeometryLowering extends RexShuttle {
  private final RexBuilder rex;
  private final Shapes shapes;
  private final UserFunctionLowering userFunctions;
  private final AddedFunctionLowering addedFunctions;

  GeometryLowering(RexBuilder rex) {
    this.rex = rex;
    this.shapes = new Shapes(rex, this::lowered);
    this.userFunctions = new UserFunctionLowering(rex, shapes, node -> node.accept(this));
    this.addedFunctions = new AddedFunctionLowering(rex, shapes, node -> node.accept(this));
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (GeometryTypes.isGeometry(call.getType())) {
      return shapes.text(shapes.of(call));
    }
    return switch (call.getKind()) {
      case SEARCH ->
          isCondition(call.getOperands().get(0))
              ? RexUtil.expandSearch(rex, null, call).accept(this)
              : super.visitCall(call);
      case EQUALS, NOT_EQUALS -> comparison(call);
      default -> {
        RexNode lowered = isCondition(call) ? asNumber(condition(call)) : function(call);
        yield call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
            ? lowered
            : SameType.of(rex, call.getType(), lowered);
      }
    };
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    return GeometryTypes.isGeometry(ref.getType())
        ? new RexInputRef(ref.getIndex(), text(ref.getType()))
        : ref;
  }

  private RelDataType text(RelDataType geometry) {
    return rex.getTypeFactory()
        .createTypeWithNullability(
            rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), geometry.isNullable());
  }

  /** An expression inside a geometry: a geometry that is not taken apart becomes a text. */
  private RexNode lowered(RexNode node) {
    if (!GeometryTypes.isGeometry(node.getType()) || !(node instanceof RexCall call)) {
      return node.accept(this);
    }
    if (call.getOperator() instanceof AddedFunction added) {
      return addedFunctions.lower(call, added);
    }
    RexNode known = userFunctions.geometry(call);
    if (known != null) {
      return known;
    }
    List<RexNode> operands = new ArrayList<>();
    call.getOperands().forEach(operand -> operands.add(operand.accept(this)));
    return call.getKind() == SqlKind.CAST
        ? operands.get(0)
        : rex.makeCall(text(call.getType()), call.getOperator(), operands);
  }

  private RexNode function(RexCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(GeometryFunctions.DISTANCE)) {
      return distance(call);
    }
    if (operator.equals(GeometryFunctions.AREA)) {
      return rex.makeCall(SpatialOperators.AREA, shapes.text(shapes.of(call.getOperands().get(0))));
    }
    if (operator.equals(GeometryFunctions.COORD1)) {
      return point(call.getOperands().get(0)).lon();
    }
    if (operator.equals(GeometryFunctions.COORD2)) {
      return point(call.getOperands().get(0)).lat();
    }
    if (operator.equals(GeometryFunctions.COORDSYS)) {
      return rex.makeAbstractCast(call.getType(), shapes.literal("ICRS"), false);
    }
    if (operator instanceof AddedFunction added) {
      return addedFunctions.lower(call, added);
    }
    RexNode known = userFunctions.value(call);
    return known == null ? super.visitCall(call) : known;
  }

  private RexNode comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (GeometryTypes.isGeometry(left.getType()) && GeometryTypes.isGeometry(right.getType())) {
      RexNode equal = equal(shapes.of(left), shapes.of(right));
      return call.getKind() == SqlKind.EQUALS
          ? equal
          : rex.makeCall(SqlStdOperatorTable.NOT, equal);
    }
    RexNode geometric = isCondition(left) ? left : right;
    OptionalDouble value = Doubles.constant(isCondition(left) ? right : left);
    if (!isCondition(geometric) || value.isEmpty()) {
      return super.visitCall(call);
    }
    boolean wantsOne = value.getAsDouble() == 1;
    if (!wantsOne && value.getAsDouble() != 0) {
      RexCall function = (RexCall) geometric;
      throw new AdqlException(
          AdqlErrorCode.INVALID,
          function.getParserPosition().getLineNum(),
          function.getParserPosition().getColumnNum(),
          "[" + function.getOperator().getName() + "] is compared with a number other than 0 and 1",
          "write 1 = " + function.getOperator().getName() + "(...)");
    }
    RexNode condition = condition((RexCall) geometric);
    return wantsOne == (call.getKind() == SqlKind.EQUALS)
        ? condition
        : rex.makeCall(SqlStdOperatorTable.NOT, condition);
  }

  private RexNode equal(Shape left, Shape right) {
    Shape.Point point = shapes.point(left);
    return point != null && shapes.point(right) != null
        ? contains(point, right)
        : rex.makeCall(SpatialOperators.REGIONS_EQUAL, shapes.text(left), shapes.text(right));
  }

  private static boolean isCondition(RexNode node) {
    return node instanceof RexCall call
        && (call.getOperator().equals(GeometryFunctions.CONTAINS)
            || call.getOperator().equals(GeometryFunctions.INTERSECTS));
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

  private RexNode condition(RexCall call) {
    Shape first = shapes.of(call.getOperands().get(0));
    Shape second = shapes.of(call.getOperands().get(1));
    if (call.getOperator().equals(GeometryFunctions.CONTAINS)) {
      Shape.Point inner = shapes.point(first);
      return inner == null
          ? rex.makeCall(SpatialOperators.REGION_IN_REGION, shapes.text(first), shapes.text(second))
          : contains(inner, second);
    }
    Shape.Point one = shapes.point(first);
    Shape.Point other = shapes.point(second);
    if (other != null) {
      return contains(other, first);
    }
    if (one != null) {
      return contains(one, second);
    }
    if (first instanceof Shape.Circle a && second instanceof Shape.Circle b) {
      Doubles doubles = new Doubles(rex);
      RexNode reach = doubles.of(rex.makeCall(SqlStdOperatorTable.PLUS, a.radius(), b.radius()));
      return rex.makeCall(
          SpatialOperators.POINT_IN_CIRCLE, a.lon(), a.lat(), b.lon(), b.lat(), reach);
    }
    return rex.makeCall(SpatialOperators.REGIONS_OVERLAP, shapes.text(first), shapes.text(second));
  }

  private RexNode contains(Shape.Point inner, Shape outer) {
    Shape.Point same = shapes.point(outer);
    if (same != null) {
      return rex.makeCall(
          SpatialOperators.POINT_IN_CIRCLE,
          inner.lon(),
          inner.lat(),
          same.lon(),
          same.lat(),
          new Doubles(rex).literal(0));
    }
    return outer instanceof Shape.Circle circle
        ? rex.makeCall(
            SpatialOperators.POINT_IN_CIRCLE,
            inner.lon(),
            inner.lat(),
            circle.lon(),
            circle.lat(),
            circle.radius())
        : rex.makeCall(
            SpatialOperators.POINT_IN_REGION, inner.lon(), inner.lat(), shapes.text(outer));
  }

  private RexNode distance(RexCall call) {
    List<RexNode> arguments = new ArrayList<>();
    if (call.getOperands().size() == 2) {
      for (RexNode operand : call.getOperands()) {
        Shape.Point point = point(operand);
        arguments.add(point.lon());
        arguments.add(point.lat());
      }
    } else {
      Doubles doubles = new Doubles(rex);
      call.getOperands().forEach(operand -> arguments.add(doubles.of(operand.accept(this))));
    }
    return rex.makeCall(SpatialOperators.ANGULAR_DISTANCE, arguments);
  }

  private Shape.Point point(RexNode node) {
    Shape.Point point = shapes.point(shapes.of(node));
    if (point == null) {
      throw new IllegalStateException("Validated as a point: " + node);
    }
    return point;
  }
}
