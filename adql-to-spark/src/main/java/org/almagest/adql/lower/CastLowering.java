package org.almagest.adql.lower;

import java.math.BigDecimal;
import java.util.List;
import org.almagest.adql.validate.LossyCast;
import org.almagest.plan.NumericOperators;
import org.almagest.plan.TextOperators;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * CAST with one meaning (ADQL 2.1, 4.4): a value that the type does not hold, or a text that is
 * none, is NULL; a number becomes an integer by rounding, halves to the even one; a text that is
 * too long is cut off, and none is filled up with blanks.
 */
final class CastLowering {
  private final RexBuilder rex;
  private final Doubles doubles;

  CastLowering(RexBuilder rex) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
  }

  RexNode lower(RexCall cast) {
    RexNode operand = cast.getOperands().get(0);
    RelDataType from = operand.getType();
    RelDataType to = cast.getType();
    if (SqlTypeUtil.inCharFamily(to)) {
      return toText(cast, operand);
    }
    if (SqlTypeUtil.inCharFamily(from)) {
      return fromText(to, operand);
    }
    if (SqlTypeUtil.isIntType(to) && SqlTypeUtil.isApproximateNumeric(from)) {
      return checked(to, rex.makeCall(NumericOperators.ROUND_HALF_EVEN, doubles.of(operand)));
    }
    boolean narrows =
        SqlTypeUtil.isIntType(to)
            && SqlTypeUtil.isIntType(from)
            && to.getSqlTypeName().compareTo(from.getSqlTypeName()) < 0;
    boolean loses =
        to.getSqlTypeName() == SqlTypeName.REAL && from.getSqlTypeName() == SqlTypeName.DOUBLE;
    return narrows || loses ? checked(to, operand) : cast;
  }

  private RexNode fromText(RelDataType to, RexNode text) {
    RexNode number = text instanceof RexLiteral literal ? number(to, literal) : null;
    if (number != null) {
      return number;
    }
    if (SqlTypeUtil.isIntType(to)) {
      return checked(to, rex.makeCall(TextOperators.WHOLE_NUMBER, text));
    }
    if (SqlTypeUtil.isApproximateNumeric(to)) {
      return checked(to, rex.makeCall(TextOperators.NUMBER, text));
    }
    return to.getSqlTypeName() == SqlTypeName.TIMESTAMP
        ? checked(to, rex.makeCall(TextOperators.TIME, text))
        : checked(to, text);
  }

  /** A number that is written as a text, or null where it is none that the type holds. */
  private @Nullable RexNode number(RelDataType to, RexLiteral literal) {
    String text = literal.isNull() ? "" : String.valueOf(literal.getValueAs(String.class)).strip();
    if (!LossyCast.isNumber(text, to)) {
      return null;
    }
    return SqlTypeUtil.isIntType(to)
        ? rex.makeExactLiteral(BigDecimal.valueOf(Integer.parseInt(text)), to)
        : doubles.literal(Double.parseDouble(text));
  }

  private RexNode toText(RexCall cast, RexNode operand) {
    RelDataType from = operand.getType();
    RexNode text =
        SqlTypeUtil.isApproximateNumeric(from)
            ? rex.makeCall(
                from.getSqlTypeName() == SqlTypeName.REAL
                    ? TextOperators.REAL_TEXT
                    : TextOperators.NUMBER_TEXT,
                doubles.of(operand))
            : from.getSqlTypeName() == SqlTypeName.TIMESTAMP
                ? rex.makeCall(TextOperators.TIME_TEXT, operand)
                : cast;
    int length = cast.getType().getPrecision();
    boolean cuts =
        length > 0
            && length != RelDataType.PRECISION_NOT_SPECIFIED
            && !(SqlTypeUtil.inCharFamily(from)
                && from.getPrecision() > 0
                && from.getPrecision() <= length);
    if (!cuts) {
      return text;
    }
    RexNode first =
        rex.makeExactLiteral(
            BigDecimal.valueOf(length), rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
    return rex.makeCall(cast.getType(), TextOperators.FIRST_CHARACTERS, List.of(text, first));
  }

  private RexNode checked(RelDataType to, RexNode operand) {
    return rex.makeAbstractCast(
        rex.getTypeFactory().createTypeWithNullability(to, true), operand, true);
  }
}
