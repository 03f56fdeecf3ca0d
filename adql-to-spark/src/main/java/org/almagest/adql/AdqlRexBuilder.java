package org.almagest.adql;

import java.util.List;
import org.almagest.adql.lower.NumberToText;
import org.almagest.adql.validate.LossyCast;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Leaves casts that Calcite folds in another sense than ADQL's: CAST(1.5 AS BIGINT), and
 * CAST(CAST(1.5 AS VARCHAR) AS BIGINT); a cast that may make NULL of a value says so in its type,
 * as the validator does.
 */
final class AdqlRexBuilder extends RexBuilder {

  AdqlRexBuilder(RelDataTypeFactory types) {
    super(types);
  }

  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode operand,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    if (SqlTypeUtil.isNumeric(operand.getType()) && SqlTypeUtil.inCharFamily(type)) {
      RelDataType text =
          matchNullability
              ? getTypeFactory().createTypeWithNullability(type, operand.getType().isNullable())
              : type;
      return makeCall(pos, text, NumberToText.OPERATOR, List.of(operand));
    }
    boolean number =
        operand instanceof RexLiteral literal
            && SqlTypeUtil.inCharFamily(literal.getType())
            && !literal.isNull()
            && LossyCast.isNumber(String.valueOf(literal.getValueAs(String.class)), type);
    if (!type.isNullable() && !number && LossyCast.is(operand.getType(), type)) {
      return makeAbstractCast(
          pos, getTypeFactory().createTypeWithNullability(type, true), operand, safe);
    }
    boolean rounds =
        SqlTypeUtil.isApproximateNumeric(operand.getType()) && SqlTypeUtil.isIntType(type);
    return operand instanceof RexLiteral literal && !literal.isNull() && rounds
        ? makeAbstractCast(pos, type, operand, safe)
        : super.makeCast(pos, type, operand, matchNullability, safe, format);
  }
}
