package org.almagest.adql.function;

import java.util.List;
import org.almagest.adql.function.Signatures.Argument;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;

/**
 * Three vertices or more, each two numbers or a point, not mixed (ADQL 2.1, 4.2.13); a coordinate
 * system may stand before them.
 */
final class PolygonArguments implements SqlOperandTypeChecker {

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    List<RelDataType> types = binding.collectOperandTypes();
    boolean fits =
        vertices(types)
            || (!types.isEmpty()
                && Argument.TEXT.accepts(types.get(0))
                && vertices(types.subList(1, types.size())));
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  private static boolean vertices(List<RelDataType> types) {
    return (types.size() >= 3 && types.stream().allMatch(Argument.POINT::accepts))
        || (types.size() >= 6
            && types.size() % 2 == 0
            && types.stream().allMatch(Argument.NUMBER::accepts));
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.from(3);
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return name + "(NUMBER, NUMBER, ...) or " + name + "(POINT, POINT, POINT, ...)";
  }
}
