package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import org.almagest.plan.NumericOperators;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Arithmetic that engines disagree about becomes {@link NumericOperators}, while types are known: a
 * division of integers cuts off, all other functions take and give DOUBLE. A function outside its
 * domain is NULL, so that one negative flux does not fail a query over a survey.
 */
final class ArithmeticLowering extends RexShuttle {
  private final RexBuilder rex;
  private final Doubles doubles;
  private final CastLowering casts;

  ArithmeticLowering(RexBuilder rex) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
    this.casts = new CastLowering(rex);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall lowered)) {
      return visited;
    }
    List<RexNode> operands = lowered.getOperands();
    RexNode result =
        switch (lowered.getKind()) {
          case PLUS, MINUS, TIMES, MINUS_PREFIX -> plain(lowered);
          case DIVIDE -> divide(lowered);
          case CAST -> casts.lower(lowered);
          default -> function(lowered, operands);
        };
    OptionalDouble constant = Doubles.constant(result);
    return constant.isPresent() && result.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? SameType.of(rex, lowered.getType(), doubles.of(result))
        : SameType.of(rex, lowered.getType(), result);
  }

  private RexNode plain(RexCall call) {
    if (SqlTypeUtil.isIntType(call.getType())) {
      return integer(
          call,
          switch (call.getKind()) {
            case PLUS -> NumericOperators.INTEGER_PLUS;
            case MINUS -> NumericOperators.INTEGER_MINUS;
            case TIMES -> NumericOperators.INTEGER_TIMES;
            default -> NumericOperators.INTEGER_NEGATE;
          });
    }
    return call.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? rex.makeCall(call.getOperator(), converted(call.getOperands()))
        : call;
  }

  /** What the type does not hold is NULL. */
  private RexNode integer(RexCall call, SqlOperator operator) {
    RelDataType type = nullable(call.getType());
    RexNode exact = rex.makeCall(type, operator, inResultType(type, call.getOperands()));
    OptionalDouble constant = Doubles.constant(exact);
    return constant.isPresent() && Math.abs(constant.getAsDouble()) <= Integer.MAX_VALUE
        ? rex.makeExactLiteral(BigDecimal.valueOf((long) constant.getAsDouble()), call.getType())
        : rex.makeAbstractCast(type, exact, true);
  }

  /** Some engines compute in the widest type of the operands, and take literals for narrow ones. */
  private List<RexNode> inResultType(RelDataType type, List<RexNode> operands) {
    boolean wide =
        operands.stream()
            .anyMatch(
                operand ->
                    !(operand instanceof RexLiteral)
                        && operand.getType().getSqlTypeName() == type.getSqlTypeName());
    if (wide || operands.stream().allMatch(RexLiteral.class::isInstance)) {
      return operands;
    }
    List<RexNode> widened = new ArrayList<>(operands);
    widened.set(0, rex.makeAbstractCast(type, operands.get(0), false));
    return widened;
  }

  private List<RexNode> converted(List<RexNode> operands) {
    return operands.stream().map(doubles::of).toList();
  }

  private RexNode divide(RexCall call) {
    if (SqlTypeUtil.isIntType(call.getType())) {
      return integer(call, NumericOperators.INTEGER_DIVIDE);
    }
    return floatDivide(call.getOperands().get(0), call.getOperands().get(1));
  }

  private RexNode floatDivide(RexNode a, RexNode b) {
    return rex.makeCall(NumericOperators.FLOAT_DIVIDE, doubles.of(a), doubles.of(b));
  }

  private RexNode function(RexCall call, List<RexNode> operands) {
    return switch (call.getOperator().getName()) {
      case "MOD" -> modulo(call);
      case "ABS" -> absolute(call);
      case "BIT_AND", "BIT_OR", "BIT_XOR", "BIT_NOT" ->
          rex.makeCall(
              nullable(call.getType()),
              NumericOperators.named(call.getOperator().getName()).orElseThrow(),
              operands);
      case "ROUND" -> round(operands);
      case "TRUNCATE" -> truncate(operands);
      case "LOG", "LOG10" ->
          guarded(call, SqlStdOperatorTable.GREATER_THAN, operands.get(0), x -> x > 0);
      case "SQRT" ->
          guarded(call, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, operands.get(0), x -> x >= 0);
      case "ACOS", "ASIN" -> inverse(call, operands.get(0));
      case "RAND" ->
          rex.makeCall(
              call.getType(),
              operands.isEmpty() ? NumericOperators.RAND : NumericOperators.SEEDED_RAND,
              operands);
      case "ATAN",
          "ATAN2",
          "CEILING",
          "COS",
          "COT",
          "DEGREES",
          "EXP",
          "FLOOR",
          "PI",
          "POWER",
          "RADIANS",
          "SIN",
          "TAN" ->
          named(call.getOperator().getName(), operands);
      case "NUMBER_TO_TEXT" ->
          casts.lower((RexCall) rex.makeAbstractCast(call.getType(), operands.get(0), false));
      default -> call;
    };
  }

  private RexNode named(String name, List<RexNode> operands) {
    return rex.makeCall(NumericOperators.named(name).orElseThrow(), converted(operands));
  }

  private RexNode guarded(
      RexCall call, SqlOperator comparison, RexNode operand, DoublePredicate domain) {
    RexNode x = doubles.of(operand);
    RexNode value = named(call.getOperator().getName(), List.of(x));
    OptionalDouble constant = Doubles.constant(x);
    if (constant.isPresent()) {
      return domain.test(constant.getAsDouble()) ? value : doubles.nullLiteral();
    }
    return doubles.where(rex.makeCall(comparison, x, doubles.literal(0)), value);
  }

  private RexNode inverse(RexCall call, RexNode operand) {
    RexNode x = doubles.of(operand);
    RexNode inside =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, x, doubles.literal(-1)),
            rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, x, doubles.literal(1)));
    return doubles.where(inside, named(call.getOperator().getName(), List.of(x)));
  }

  private RexNode modulo(RexCall call) {
    if (SqlTypeUtil.isIntType(call.getType())) {
      return integer(call, NumericOperators.INTEGER_MODULO);
    }
    return rex.makeCall(NumericOperators.FLOAT_MODULO, converted(call.getOperands()));
  }

  private RexNode round(List<RexNode> operands) {
    RexNode x = doubles.of(operands.get(0));
    if (operands.size() == 1) {
      return rex.makeCall(NumericOperators.ROUND, x);
    }
    return scaled(x, operands.get(1), scaled -> rex.makeCall(NumericOperators.ROUND, scaled));
  }

  private RexNode absolute(RexCall call) {
    return SqlTypeUtil.isIntType(call.getType())
        ? integer(call, NumericOperators.INTEGER_ABS)
        : call;
  }

  private RexNode truncate(List<RexNode> operands) {
    RexNode x = doubles.of(operands.get(0));
    if (operands.size() == 1) {
      return towardsZero(x);
    }
    return scaled(x, operands.get(1), this::towardsZero);
  }

  /** Cuts off at decimal places by one formula, so that all engines cut off alike. */
  private RexNode scaled(RexNode x, RexNode digits, UnaryOperator<RexNode> cut) {
    OptionalDouble constant = Doubles.constant(digits);
    if (constant.isPresent() && constant.getAsDouble() < 0) {
      RexNode unit = doubles.literal(Math.pow(10, -constant.getAsDouble()));
      return rex.makeCall(SqlStdOperatorTable.MULTIPLY, cut.apply(floatDivide(x, unit)), unit);
    }
    RexNode scale =
        constant.isPresent()
            ? doubles.literal(Math.pow(10, constant.getAsDouble()))
            : named("POWER", List.of(doubles.literal(10), digits));
    return floatDivide(cut.apply(rex.makeCall(SqlStdOperatorTable.MULTIPLY, x, scale)), scale);
  }

  private RexNode towardsZero(RexNode x) {
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        rex.makeCall(SqlStdOperatorTable.LESS_THAN, x, doubles.literal(0)),
        rex.makeCall(NumericOperators.CEILING, x),
        rex.makeCall(NumericOperators.FLOOR, x));
  }

  private RelDataType nullable(RelDataType type) {
    RelDataTypeFactory types = rex.getTypeFactory();
    return types.createTypeWithNullability(type, true);
  }
}
