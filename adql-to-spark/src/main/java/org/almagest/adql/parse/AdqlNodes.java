package org.almagest.adql.parse;

import java.math.BigDecimal;
import org.almagest.adql.function.AdqlFunctions;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what Calcite's grammar makes of a text by what ADQL means: a number with a decimal point
 * is a DOUBLE (ADQL 2.1, 2.1.4 and 4.1), as is a whole number that no integer type holds; FLOOR and
 * CEILING are ADQL's.
 */
final class AdqlNodes extends SqlShuttle {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlNumericLiteral number) {
      BigDecimal value = number.bigDecimalValue();
      boolean exact = number.isInteger() && value != null && value.compareTo(LARGEST) <= 0;
      if (!exact && number.getScale() != null) {
        return SqlLiteral.createApproxNumeric(number.toValue(), number.getParserPosition());
      }
      if (!exact && value != null) {
        return SqlLiteral.createApproxNumeric(value.toString(), number.getParserPosition());
      }
    }
    return literal;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall copy && copy.operandCount() == 1) {
      if (copy.getKind() == SqlKind.FLOOR) {
        return AdqlFunctions.FLOOR.createCall(copy.getParserPosition(), copy.getOperandList());
      }
      if (copy.getKind() == SqlKind.CEIL) {
        return AdqlFunctions.CEILING.createCall(copy.getParserPosition(), copy.getOperandList());
      }
    }
    return visited;
  }
}
