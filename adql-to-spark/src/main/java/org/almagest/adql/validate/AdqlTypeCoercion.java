package org.almagest.adql.validate;

import java.util.List;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's implicit conversions, less those of a text column to a number: they fail while a query
 * runs, at the first row that holds no number.
 */
final class AdqlTypeCoercion extends TypeCoercionImpl {

  private static final Set<SqlTypeFamily> NUMBERS =
      Set.of(
          SqlTypeFamily.NUMERIC,
          SqlTypeFamily.DECIMAL,
          SqlTypeFamily.APPROXIMATE_NUMERIC,
          SqlTypeFamily.EXACT_NUMERIC,
          SqlTypeFamily.INTEGER);

  AdqlTypeCoercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    refuseTextAsNumber(binding);
    return super.binaryComparisonCoercion(binding);
  }

  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    refuseTextAsNumber(binding);
    return super.binaryArithmeticCoercion(binding);
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    if (binding.operand(1) instanceof SqlNodeList list) {
      for (SqlNode item : list) {
        RelDataType type = validator.deriveType(binding.getScope(), item);
        if (isTextAndNumber(left, type)) {
          throw mismatch(item, "IN", left, type);
        }
      }
    }
    return super.inOperationCoercion(binding);
  }

  @Override
  public @Nullable RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
    boolean text =
        SqlTypeFamily.CHARACTER.equals(expected) || SqlTypeFamily.STRING.equals(expected);
    boolean fits =
        SqlTypeUtil.isNull(in)
            || (SqlTypeUtil.inCharFamily(in) ? !NUMBERS.contains(expected) : !text);
    return fits ? super.implicitCast(in, expected) : null;
  }

  @Override
  public @Nullable RelDataType getWiderTypeForTwo(
      @Nullable RelDataType first, @Nullable RelDataType second, boolean stringPromotion) {
    return first != null && second != null && isTextAndNumber(first, second)
        ? null
        : super.getWiderTypeForTwo(first, second, stringPromotion);
  }

  @Override
  public @Nullable RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
    boolean mixed =
        types.stream().anyMatch(SqlTypeUtil::inCharFamily)
            && types.stream().anyMatch(SqlTypeUtil::isNumeric);
    return mixed ? null : super.getWiderTypeFor(types, stringPromotion);
  }

  private static boolean isTextAndNumber(RelDataType a, RelDataType b) {
    return (SqlTypeUtil.inCharFamily(a) && SqlTypeUtil.isNumeric(b))
        || (SqlTypeUtil.inCharFamily(b) && SqlTypeUtil.isNumeric(a));
  }

  private static AdqlException mismatch(
      SqlNode at, String operator, RelDataType left, RelDataType right) {
    SqlParserPos pos = at.getParserPosition();
    return new AdqlException(
        AdqlErrorCode.TYPE_MISMATCH,
        pos.getLineNum(),
        pos.getColumnNum(),
        TypeNames.shown("[" + operator + "] cannot combine " + left + " and " + right),
        "CAST one of them");
  }

  private static void refuseTextAsNumber(SqlCallBinding binding) {
    boolean text = false;
    boolean number = false;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      text |= SqlTypeUtil.inCharFamily(binding.getOperandType(i)) && !isNumeral(binding.operand(i));
      number |= SqlTypeUtil.isNumeric(binding.getOperandType(i));
    }
    if (text && number) {
      throw binding.newValidationSignatureError();
    }
  }

  /** A literal may be text that every engine reads as the same number. */
  private static boolean isNumeral(SqlNode node) {
    String text = node instanceof SqlLiteral literal ? literal.toValue() : null;
    return text != null
        && text.strip().matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  }
}
