package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.almagest.adql.function.AddedFunction;
import org.almagest.adql.function.DeclaredType;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.TextOperators;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Calls of an installation's own functions, with arguments of the types that they declare. */
final class AddedFunctionLowering {
  private final RexBuilder rex;
  private final Doubles doubles;
  private final Shapes shapes;
  private final UnaryOperator<RexNode> lowering;

  AddedFunctionLowering(RexBuilder rex, Shapes shapes, UnaryOperator<RexNode> lowering) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
    this.shapes = shapes;
    this.lowering = lowering;
  }

  RexNode lower(RexCall call, AddedFunction function) {
    List<RexNode> arguments = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      arguments.add(argument(call.getOperands().get(i), function.parameters().get(i)));
    }
    RexNode value = rex.makeCall(function.engineOperator(), arguments);
    return function.result() == DeclaredType.TIMESTAMP
        ? cast(SqlTypeName.TIMESTAMP, rex.makeCall(TextOperators.TIME, value))
        : value;
  }

  private RexNode argument(RexNode node, DeclaredType type) {
    if (node.getType().getSqlTypeName() == SqlTypeName.NULL) {
      return nullOf(type);
    }
    return switch (type) {
      case INTEGER -> whole(SqlTypeName.INTEGER, lowering.apply(node));
      case BIGINT -> whole(SqlTypeName.BIGINT, lowering.apply(node));
      case DOUBLE -> doubles.of(lowering.apply(node));
      case TEXT -> lowering.apply(node);
      case TIMESTAMP ->
          SqlTypeUtil.inCharFamily(node.getType())
              ? lowering.apply(node)
              : rex.makeCall(TextOperators.TIME_TEXT, lowering.apply(node));
      case POINT, CIRCLE, POLYGON, REGION -> shapes.text(shapes.of(node));
    };
  }

  private RexNode nullOf(DeclaredType type) {
    SqlTypeName name =
        switch (type) {
          case INTEGER -> SqlTypeName.INTEGER;
          case BIGINT -> SqlTypeName.BIGINT;
          case DOUBLE -> SqlTypeName.DOUBLE;
          case TEXT, TIMESTAMP, POINT, CIRCLE, POLYGON, REGION -> SqlTypeName.VARCHAR;
        };
    return rex.makeNullLiteral(type(name));
  }

  private RexNode whole(SqlTypeName name, RexNode node) {
    if (node.getType().getSqlTypeName() == name) {
      return node;
    }
    return SqlTypeUtil.isIntType(node.getType())
        ? cast(name, node)
        : cast(name, rex.makeCall(NumericOperators.ROUND_HALF_EVEN, doubles.of(node)));
  }

  private RexNode cast(SqlTypeName name, RexNode node) {
    return rex.makeAbstractCast(type(name), node, true);
  }

  private RelDataType type(SqlTypeName name) {
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType type =
        name == SqlTypeName.TIMESTAMP ? types.createSqlType(name, 6) : types.createSqlType(name);
    return types.createTypeWithNullability(type, true);
  }
}
