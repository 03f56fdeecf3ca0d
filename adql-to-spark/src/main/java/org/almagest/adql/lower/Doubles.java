package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** DOUBLE expressions: conversion to them, and the values of the constant ones. */
final class Doubles {
  private final RexBuilder rex;

  Doubles(RexBuilder rex) {
    this.rex = rex;
  }

  RelDataType type(boolean nullable) {
    RelDataTypeFactory types = rex.getTypeFactory();
    return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), nullable);
  }

  RexNode literal(double value) {
    return rex.makeApproxLiteral(BigDecimal.valueOf(value), type(false));
  }

  RexNode nullLiteral() {
    return rex.makeNullLiteral(type(true));
  }

  /** The expression as a DOUBLE; a constant one as a literal. */
  RexNode of(RexNode node) {
    OptionalDouble constant = constant(node);
    if (constant.isPresent() && Double.isFinite(constant.getAsDouble())) {
      return literal(constant.getAsDouble());
    }
    return node.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? node
        : rex.makeAbstractCast(type(node.getType().isNullable()), node, false);
  }

  /** The value of an expression over literals alone. */
  static OptionalDouble constant(RexNode node) {
    if (node instanceof RexLiteral literal) {
      BigDecimal value =
          !literal.isNull() && SqlTypeUtil.isNumeric(literal.getType())
              ? literal.getValueAs(BigDecimal.class)
              : null;
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }
    if (!(node instanceof RexCall call) || !SqlTypeUtil.isNumeric(call.getType())) {
      return OptionalDouble.empty();
    }
    List<RexNode> operands = call.getOperands();
    double[] values = new double[operands.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalDouble value = constant(operands.get(i));
      if (value.isEmpty()) {
        return OptionalDouble.empty();
      }
      values[i] = value.getAsDouble();
    }
    return apply(call, values);
  }

  private static OptionalDouble apply(RexCall call, double[] x) {
    boolean floating = SqlTypeUtil.isApproximateNumeric(call.getType());
    return switch (call.getOperator().getName()) {
      case "+" -> OptionalDouble.of(x.length == 1 ? x[0] : x[0] + x[1]);
      case "-" -> OptionalDouble.of(x.length == 1 ? -x[0] : x[0] - x[1]);
      case "*" -> OptionalDouble.of(x[0] * x[1]);
      case "/", "FLOAT_DIVIDE" ->
          floating && x[1] != 0 ? OptionalDouble.of(x[0] / x[1]) : OptionalDouble.empty();
      case "INTEGER_PLUS" -> OptionalDouble.of(x[0] + x[1]);
      case "INTEGER_MINUS" -> OptionalDouble.of(x[0] - x[1]);
      case "INTEGER_TIMES" -> OptionalDouble.of(x[0] * x[1]);
      case "INTEGER_NEGATE" -> OptionalDouble.of(-x[0]);
      case "CAST" -> floating ? OptionalDouble.of(x[0]) : OptionalDouble.empty();
      case "PI" -> OptionalDouble.of(Math.PI);
      case "RADIANS" -> OptionalDouble.of(Math.toRadians(x[0]));
      case "DEGREES" -> OptionalDouble.of(Math.toDegrees(x[0]));
      default -> OptionalDouble.empty();
    };
  }

  /** {@code CASE WHEN condition THEN value ELSE NULL END}. */
  RexNode where(RexNode condition, RexNode value) {
    return rex.makeCall(SqlStdOperatorTable.CASE, condition, value, nullLiteral());
  }
}
