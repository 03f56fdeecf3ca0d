package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.almagest.plan.NumericOperators;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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

  ArithmeticLowering(RexBuilder rex) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
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
          case PLUS, MINUS, TIMES -> inOneType(lowered);
          case DIVIDE -> divide(lowered);
          case CAST -> cast(lowered);
          default -> function(lowered, operands);
        };
    OptionalDouble constant = Doubles.constant(result);
    return constant.isPresent() && result.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? doubles.of(result)
        : sameType(lowered.getType(), result);
  }

  private RexNode sameType(RelDataType wanted, RexNode node) {
    return node.getType().getSqlTypeName() == wanted.getSqlTypeName()
        ? node
        : rex.makeAbstractCast(wanted, node, false);
  }

  private RexNode inOneType(RexCall call) {
    if (call.getType().getSqlTypeName() != SqlTypeName.DOUBLE) {
      return call;
    }
    return rex.makeCall(call.getOperator(), converted(call.getOperands()));
  }

  private List<RexNode> converted(List<RexNode> operands) {
    return operands.stream().map(doubles::of).toList();
  }

  private RexNode divide(RexCall call) {
    if (SqlTypeUtil.isIntType(call.getType())) {
      return rex.makeCall(
          nullable(call.getType()), NumericOperators.INTEGER_DIVIDE, call.getOperands());
    }
    return floatDivide(call.getOperands().get(0), call.getOperands().get(1));
  }

  private RexNode floatDivide(RexNode a, RexNode b) {
    return rex.makeCall(NumericOperators.FLOAT_DIVIDE, doubles.of(a), doubles.of(b));
  }

  /** Rounds before a number becomes an integer: some engines cut off instead. */
  private RexNode cast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    if (SqlTypeUtil.isIntType(call.getType())
        && SqlTypeUtil.isApproximateNumeric(operand.getType())) {
      return rex.makeAbstractCast(
          call.getType(),
          rex.makeCall(NumericOperators.ROUND_HALF_EVEN, doubles.of(operand)),
          false);
    }
    return call;
  }

  private RexNode function(RexCall call, List<RexNode> operands) {
    return switch (call.getOperator().getName()) {
      case "MOD" -> modulo(call);
      case "ROUND" -> round(operands);
      case "TRUNCATE" -> truncate(operands);
      case "LOG", "LOG10" ->
          guarded(call, SqlStdOperatorTable.GREATER_THAN, operands.get(0), x -> x > 0);
      case "SQRT" ->
          guarded(call, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, operands.get(0), x -> x >= 0);
      case "ACOS", "ASIN" -> inverse(call, operands.get(0));
      case "RAND" -> rex.makeCall(call.getType(), NumericOperators.RAND, operands);
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
      return rex.makeCall(
          nullable(call.getType()), NumericOperators.INTEGER_MODULO, call.getOperands());
    }
    return rex.makeCall(NumericOperators.FLOAT_MODULO, converted(call.getOperands()));
  }

  private RexNode round(List<RexNode> operands) {
    RexNode x = doubles.of(operands.get(0));
    if (operands.size() == 1) {
      return rex.makeCall(NumericOperators.ROUND, x);
    }
    OptionalDouble digits = Doubles.constant(operands.get(1));
    if (digits.isPresent()) {
      RexNode literal =
          rex.makeExactLiteral(
              BigDecimal.valueOf((long) digits.getAsDouble()),
              rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
      return rex.makeCall(NumericOperators.ROUND_TO, x, literal);
    }
    RexNode scale = scale(operands.get(1));
    return floatDivide(
        rex.makeCall(NumericOperators.ROUND, rex.makeCall(SqlStdOperatorTable.MULTIPLY, x, scale)),
        scale);
  }

  private RexNode truncate(List<RexNode> operands) {
    RexNode x = doubles.of(operands.get(0));
    if (operands.size() == 1) {
      return towardsZero(x);
    }
    RexNode scale = scale(operands.get(1));
    return floatDivide(towardsZero(rex.makeCall(SqlStdOperatorTable.MULTIPLY, x, scale)), scale);
  }

  private RexNode scale(RexNode digits) {
    OptionalDouble constant = Doubles.constant(digits);
    return constant.isPresent()
        ? doubles.literal(Math.pow(10, constant.getAsDouble()))
        : named("POWER", List.of(doubles.literal(10), digits));
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
