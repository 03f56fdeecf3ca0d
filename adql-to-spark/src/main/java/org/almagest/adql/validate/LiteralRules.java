package org.almagest.adql.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a query before names are known: literals out of the range of a geometry (ADQL
 * 2.1, 4.2.1 leaves the way of reporting open).
 */
final class LiteralRules extends SqlBasicVisitor<@Nullable Void> {

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction) {
      String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
      List<SqlNode> numbers = withoutCoordinateSystem(call.getOperandList());
      switch (name) {
        case "POINT", "CIRCLE", "BOX", "POLYGON" -> GeometryLiterals.frame(call.operand(0));
        default -> {}
      }
      switch (name) {
        case "CAST AS POINT", "CAST AS CIRCLE", "CAST AS POLYGON" -> GeometryLiterals.cast(call);
        case "POINT" -> latitude(numbers, 1);
        case "REGION" -> GeometryLiterals.region(call);
        case "POLYGON" -> GeometryLiterals.polygon(call, numbers);
        case "BOX" -> GeometryLiterals.box(call, numbers);
        case "CIRCLE" -> {
          if (numbers.size() == 3) {
            latitude(numbers, 1);
          }
          radius(numbers);
        }
        case "DISTANCE" -> {
          if (numbers.size() == 4) {
            latitude(numbers, 1);
            latitude(numbers, 3);
          }
        }
        default -> {}
      }
    }
    return super.visit(call);
  }

  private static List<SqlNode> withoutCoordinateSystem(List<SqlNode> operands) {
    boolean first =
        !operands.isEmpty()
            && operands.get(0) instanceof SqlLiteral literal
            && (literal.getTypeName() == SqlTypeName.CHAR
                || literal.getTypeName() == SqlTypeName.NULL);
    return first ? operands.subList(1, operands.size()) : operands;
  }

  private static void latitude(List<SqlNode> operands, int index) {
    if (operands.size() > index) {
      range(operands.get(index), "Declination", -90, 90);
    }
  }

  private static void radius(List<SqlNode> operands) {
    if (operands.size() == 2 || operands.size() == 3) {
      range(operands.get(operands.size() - 1), "Radius", 0, 180);
    }
  }

  private static void range(SqlNode node, String what, int least, int most) {
    OptionalDouble value = constant(node);
    if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
      throw new AdqlException(
          AdqlErrorCode.OUT_OF_RANGE,
          node.getParserPosition().getLineNum(),
          node.getParserPosition().getColumnNum(),
          what + " [" + shown(value.getAsDouble()) + "] is not between " + least + " and " + most,
          "angles are in degrees");
    }
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static OptionalDouble constant(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      BigDecimal value = number.bigDecimalValue();
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }
    if (node instanceof SqlCall call && call.operandCount() == 1) {
      OptionalDouble operand = constant(call.operand(0));
      if (operand.isPresent() && call.getKind() == SqlKind.MINUS_PREFIX) {
        return OptionalDouble.of(-operand.getAsDouble());
      }
      if (call.getKind() == SqlKind.PLUS_PREFIX) {
        return operand;
      }
    }
    return OptionalDouble.empty();
  }
}
