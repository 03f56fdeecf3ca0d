package org.almagest.adql.validate;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Calcite's implicit conversions, less those of a text column to a number: they fail while a query
 * runs, at the first row that holds no number.
 */
final class AdqlTypeCoercion extends TypeCoercionImpl {

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

  private static void refuseTextAsNumber(SqlCallBinding binding) {
    boolean text = false;
    boolean number = false;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      text |=
          SqlTypeUtil.inCharFamily(binding.getOperandType(i))
              && !(binding.operand(i) instanceof SqlLiteral);
      number |= SqlTypeUtil.isNumeric(binding.getOperandType(i));
    }
    if (text && number) {
      throw binding.newValidationSignatureError();
    }
  }
}
