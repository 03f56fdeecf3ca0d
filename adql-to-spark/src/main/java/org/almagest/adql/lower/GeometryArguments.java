package org.almagest.adql.lower;

import java.util.List;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.sky.frame.SkyFrame;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The arguments of a constructor of a geometry.
 *
 * @param operands without the coordinate system
 * @param frame that its numbers are given in
 */
record GeometryArguments(List<RexNode> operands, SkyFrame frame) {

  /** Copies the operands. */
  GeometryArguments {
    operands = List.copyOf(operands);
  }

  /** Those of a call, which may begin with a coordinate system (ADQL 2.1, 4.2.7). */
  static GeometryArguments of(RexCall constructor) {
    List<RexNode> operands = constructor.getOperands();
    RelDataType first = operands.get(0).getType();
    boolean plain = SqlTypeUtil.isNumeric(first) || GeometryTypes.isGeometry(first);
    boolean untyped =
        first.getSqlTypeName() == SqlTypeName.NULL && isFullWithoutSystem(constructor);
    return plain || untyped
        ? new GeometryArguments(operands, SkyFrame.ICRS)
        : new GeometryArguments(operands.subList(1, operands.size()), frame(operands.get(0)));
  }

  boolean hasPoints() {
    return operands.stream().anyMatch(operand -> GeometryTypes.isGeometry(operand.getType()));
  }

  private static SkyFrame frame(RexNode system) {
    return system instanceof RexLiteral literal && !literal.isNull()
        ? SkyFrame.named(String.valueOf(literal.getValueAs(String.class))).orElseThrow()
        : SkyFrame.ICRS;
  }

  /** Whether a NULL in front is the first coordinate. */
  private static boolean isFullWithoutSystem(RexCall constructor) {
    int count = constructor.getOperands().size();
    boolean withPoint =
        constructor.getOperands().stream()
            .anyMatch(operand -> GeometryTypes.isGeometry(operand.getType()));
    if (withPoint) {
      return false;
    }
    return switch (constructor.getOperator().getName()) {
      case "POINT" -> count == 2;
      case "CIRCLE" -> count == 3;
      case "BOX" -> count == 4;
      default -> count % 2 == 0;
    };
  }
}
