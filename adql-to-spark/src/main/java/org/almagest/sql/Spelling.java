package org.almagest.sql;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** How a target writes a primitive, given its arguments. */
@FunctionalInterface
public interface Spelling {

  /** The call in the target's own words. */
  SqlNode of(List<SqlNode> arguments);

  /** A function of that name with the same arguments. */
  static Spelling function(String name) {
    SqlFunction function = SqlBasicFunction.create(name, ReturnTypes.ARG0, OperandTypes.VARIADIC);
    return arguments -> function.createCall(SqlParserPos.ZERO, arguments);
  }

  /** An operator between two arguments, which binds like a multiplication. */
  static Spelling operator(String symbol) {
    SqlBinaryOperator operator =
        new SqlBinaryOperator(
            symbol,
            SqlKind.OTHER,
            SqlStdOperatorTable.MULTIPLY.getLeftPrec(),
            true,
            ReturnTypes.ARG0,
            null,
            OperandTypes.VARIADIC);
    return arguments -> operator.createCall(SqlParserPos.ZERO, arguments);
  }

  /** {@code a symbol NULLIF(b, 0)}: NULL where b is zero. */
  static Spelling operatorOverNonZero(String symbol) {
    Spelling operator = operator(symbol);
    Spelling nullIf = function("NULLIF");
    SqlNode zero = SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO);
    return arguments ->
        isNonZero(arguments.get(1))
            ? operator.of(arguments)
            : operator.of(List.of(arguments.get(0), nullIf.of(List.of(arguments.get(1), zero))));
  }

  private static boolean isNonZero(SqlNode node) {
    BigDecimal value = node instanceof SqlNumericLiteral literal ? literal.bigDecimalValue() : null;
    return value != null && value.signum() != 0;
  }

  /** The same as another type. */
  default Spelling castTo(SqlTypeName type) {
    return arguments ->
        SqlStdOperatorTable.CAST.createCall(
            SqlParserPos.ZERO,
            of(arguments),
            new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(type, SqlParserPos.ZERO), SqlParserPos.ZERO));
  }
}
