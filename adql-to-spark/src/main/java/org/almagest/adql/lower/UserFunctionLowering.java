package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.plan.EngineOperators;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.TextOperators;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Calls of user-defined functions, with the types that the engines' functions are declared with.
 */
final class UserFunctionLowering {
  private final RexBuilder rex;
  private final Doubles doubles;
  private final Shapes shapes;
  private final UnaryOperator<RexNode> lowering;

  UserFunctionLowering(RexBuilder rex, Shapes shapes, UnaryOperator<RexNode> lowering) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
    this.shapes = shapes;
    this.lowering = lowering;
  }

  /** The text of a geometry that a user-defined function makes, or null if it is another call. */
  @Nullable RexNode geometry(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getOperator().getName()) {
      case "IVO_HEALPIX_CENTER" ->
          engine(
              "ivo_healpix_center",
              List.of(
                  integer(SqlTypeName.INTEGER, operands.get(0)),
                  integer(SqlTypeName.BIGINT, operands.get(1))));
      case "IVO_EPOCH_PROP_POS" -> epochPropagation(operands);
      case "IVO_GEOM_TRANSFORM" -> transformation(call);
      default -> null;
    };
  }

  /** The value of a user-defined function, or null if it is another call. */
  @Nullable RexNode value(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getOperator().getName()) {
      case "IVO_HEALPIX_INDEX" -> healpixIndex(operands);
      case "IVO_HASWORD", "IVO_HASHLIST_HAS", "IVO_NOCASEMATCH" ->
          engine(
              call.getOperator().getName().toLowerCase(Locale.ROOT),
              operands.stream().map(lowering).toList());
      case "IVO_TO_JD", "IVO_TO_MJD" ->
          engine(
              call.getOperator().getName().toLowerCase(Locale.ROOT),
              List.of(rex.makeCall(TextOperators.TIME_TEXT, lowering.apply(operands.get(0)))));
      case "IVO_INTERVAL_OVERLAPS" -> overlap(operands.stream().map(this::number).toList());
      case "IVO_NORMAL_RANDOM" -> normal(number(operands.get(0)), number(operands.get(1)));
      default -> null;
    };
  }

  private RexNode healpixIndex(List<RexNode> operands) {
    List<RexNode> arguments = new ArrayList<>();
    arguments.add(integer(SqlTypeName.INTEGER, operands.get(0)));
    if (operands.size() == 2) {
      Shape.Point point = shapes.point(shapes.of(operands.get(1)));
      if (point == null) {
        throw new IllegalStateException("Validated as a point: " + operands.get(1));
      }
      arguments.add(point.lon());
      arguments.add(point.lat());
    } else {
      arguments.add(number(operands.get(1)));
      arguments.add(number(operands.get(2)));
    }
    return engine("ivo_healpix_index", arguments);
  }

  private RexNode epochPropagation(List<RexNode> operands) {
    List<RexNode> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      RexNode number = number(operands.get(i));
      boolean optional = i >= 2 && i <= 5 && number.getType().isNullable();
      arguments.add(
          optional
              ? rex.makeCall(SqlStdOperatorTable.COALESCE, number, doubles.literal(0))
              : number);
    }
    return engine("ivo_epoch_prop_pos", arguments);
  }

  private RexNode transformation(RexCall call) {
    String from = frame(call, 0);
    String to = frame(call, 1);
    RexNode text = shapes.text(shapes.of(call.getOperands().get(2)));
    if (from.equals(to)) {
      return text;
    }
    return engine(from.equals("ICRS") ? "sky_to_galactic" : "sky_from_galactic", List.of(text));
  }

  private static String frame(RexCall call, int index) {
    String name =
        call.getOperands().get(index) instanceof RexLiteral literal
            ? String.valueOf(literal.getValueAs(String.class)).strip().toUpperCase(Locale.ROOT)
            : "";
    if (!name.equals("ICRS") && !name.equals("GALACTIC")) {
      throw new AdqlException(
          AdqlErrorCode.INVALID,
          call.getParserPosition().getLineNum(),
          call.getParserPosition().getColumnNum(),
          "[ivo_geom_transform] knows the frames 'ICRS' and 'GALACTIC', written out",
          "write ivo_geom_transform('GALACTIC', 'ICRS', POINT(l, b))");
    }
    return name;
  }

  /** Closed intervals. */
  private RexNode overlap(List<RexNode> x) {
    RexNode condition =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, x.get(0), x.get(3)),
            rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, x.get(2), x.get(1)));
    RexNode one = rex.makeExactLiteral(BigDecimal.ONE);
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        condition,
        one,
        rex.makeCall(SqlStdOperatorTable.NOT, condition),
        rex.makeExactLiteral(BigDecimal.ZERO),
        rex.makeNullLiteral(one.getType()));
  }

  /** Box and Muller's method; 1 - RAND() is never 0. */
  private RexNode normal(RexNode mu, RexNode sigma) {
    RexNode uniform =
        rex.makeCall(
            SqlStdOperatorTable.MINUS, doubles.literal(1), rex.makeCall(NumericOperators.RAND));
    RexNode radius =
        named(
            "SQRT",
            rex.makeCall(SqlStdOperatorTable.MULTIPLY, doubles.literal(-2), named("LOG", uniform)));
    RexNode angle =
        rex.makeCall(
            SqlStdOperatorTable.MULTIPLY,
            doubles.literal(2 * Math.PI),
            rex.makeCall(NumericOperators.RAND));
    RexNode unit = rex.makeCall(SqlStdOperatorTable.MULTIPLY, radius, named("COS", angle));
    return rex.makeCall(
        SqlStdOperatorTable.PLUS, mu, rex.makeCall(SqlStdOperatorTable.MULTIPLY, sigma, unit));
  }

  private RexNode named(String name, RexNode argument) {
    SqlOperator operator = NumericOperators.named(name).orElseThrow();
    return rex.makeCall(operator, argument);
  }

  private RexNode number(RexNode node) {
    return doubles.of(lowering.apply(node));
  }

  private RexNode integer(SqlTypeName type, RexNode node) {
    RexNode lowered = lowering.apply(node);
    RelDataTypeFactory types = rex.getTypeFactory();
    if (lowered.getType().getSqlTypeName() == type || !SqlTypeUtil.isIntType(lowered.getType())) {
      return lowered;
    }
    if (lowered instanceof RexLiteral literal && !literal.isNull()) {
      return rex.makeExactLiteral(literal.getValueAs(BigDecimal.class), types.createSqlType(type));
    }
    boolean narrows = type.compareTo(lowered.getType().getSqlTypeName()) < 0;
    return rex.makeAbstractCast(
        types.createTypeWithNullability(types.createSqlType(type), true), lowered, narrows);
  }

  private RexNode engine(String name, List<RexNode> arguments) {
    return rex.makeCall(EngineOperators.named(name), arguments);
  }
}
