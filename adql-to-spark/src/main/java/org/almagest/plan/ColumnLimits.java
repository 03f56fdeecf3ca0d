package org.almagest.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The condition that the number in a column is at least one constant and at most another. Neither a
 * null nor NaN meets it.
 *
 * @param column its index in the table, from 0
 * @param least {@link Double#NEGATIVE_INFINITY} for no such limit
 * @param most {@link Double#POSITIVE_INFINITY} for no such limit
 */
public record ColumnLimits(int column, double least, double most) {

  /** Whole numbers up to this size are all different as DOUBLE, and so are their neighbours. */
  private static final double EXACT = (1L << 53) - 1;

  /**
   * A condition as limits that mean exactly the same; empty where there are none such.
   *
   * @param condition over the fields of a table
   */
  public static Optional<List<ColumnLimits>> of(RexBuilder rex, RexNode condition) {
    List<ColumnLimits> limits = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(RexUtil.expandSearch(rex, null, condition))) {
      ColumnLimits limit = comparison(part);
      if (limit == null) {
        return Optional.empty();
      }
      limits.add(limit);
    }
    return Optional.of(limits);
  }

  private static @Nullable ColumnLimits comparison(RexNode node) {
    if (!node.isA(SqlKind.COMPARISON)) {
      return null;
    }
    List<RexNode> sides = ((RexCall) node).getOperands();
    Integer column = column(sides.get(0));
    Double number = number(sides.get(1));
    SqlKind kind = node.getKind();
    if (column == null) {
      column = column(sides.get(1));
      number = number(sides.get(0));
      kind = kind.reverse();
    }
    return column == null || number == null ? null : of(column, kind, number);
  }

  private static @Nullable ColumnLimits of(int column, SqlKind comparison, double number) {
    return switch (comparison) {
      case LESS_THAN -> new ColumnLimits(column, Double.NEGATIVE_INFINITY, Math.nextDown(number));
      case LESS_THAN_OR_EQUAL -> new ColumnLimits(column, Double.NEGATIVE_INFINITY, number);
      case GREATER_THAN -> new ColumnLimits(column, Math.nextUp(number), Double.POSITIVE_INFINITY);
      case GREATER_THAN_OR_EQUAL -> new ColumnLimits(column, number, Double.POSITIVE_INFINITY);
      case EQUALS -> new ColumnLimits(column, number, number);
      default -> null;
    };
  }

  /** A column by itself, or as a number of a type that has all its values. */
  private static @Nullable Integer column(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return isExact(ref.getType()) ? ref.getIndex() : null;
    }
    if (node.getKind() != SqlKind.CAST
        || !(((RexCall) node).getOperands().get(0) instanceof RexInputRef ref)) {
      return null;
    }
    boolean wider =
        switch (node.getType().getSqlTypeName()) {
          case DOUBLE ->
              ref.getType().getSqlTypeName() != SqlTypeName.BIGINT
                  && SqlTypeUtil.isNumeric(ref.getType());
          case BIGINT -> SqlTypeUtil.isIntType(ref.getType());
          default -> false;
        };
    return wider ? ref.getIndex() : null;
  }

  /** REAL is not: whether a constant is rounded to it before it is compared, engines differ in. */
  private static boolean isExact(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DOUBLE || SqlTypeUtil.isIntType(type);
  }

  /** The number that is written, if one is; as DOUBLE it is the same, or the nearest. */
  static @Nullable Double number(RexNode node) {
    if (node instanceof RexCall call
        && (call.getKind() == SqlKind.MINUS_PREFIX
            || call.getOperator().equals(NumericOperators.INTEGER_NEGATE))) {
      Double positive = number(call.getOperands().get(0));
      return positive == null ? null : (Double) (-positive);
    }
    if (node.getKind() == SqlKind.CAST && SqlTypeUtil.isNumeric(node.getType())) {
      SqlTypeName type = node.getType().getSqlTypeName();
      return type == SqlTypeName.DOUBLE || type == SqlTypeName.BIGINT
          ? whole(number(((RexCall) node).getOperands().get(0)), type)
          : null;
    }
    if (!(node instanceof RexLiteral literal)
        || literal.isNull()
        || !SqlTypeUtil.isNumeric(literal.getType())
        || literal.getType().getSqlTypeName() == SqlTypeName.REAL) {
      return null;
    }
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return value == null || Math.abs(value.doubleValue()) > EXACT
        ? null
        : (Double) value.doubleValue();
  }

  private static @Nullable Double whole(@Nullable Double number, SqlTypeName type) {
    return number != null && type == SqlTypeName.BIGINT && number != Math.rint(number)
        ? null
        : number;
  }
}
