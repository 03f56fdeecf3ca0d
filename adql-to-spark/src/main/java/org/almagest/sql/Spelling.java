package org.almagest.sql;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlCase;
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

  /** The argument itself. */
  static Spelling identity() {
    return arguments -> arguments.get(0);
  }

  /** A function of that name around the call. */
  default Spelling within(String name) {
    Spelling function = function(name);
    return arguments -> function.of(List.of(of(arguments)));
  }

  /** An operator between two arguments, in parentheses: engines rank it each in its own way. */
  static Spelling between(String symbol) {
    SqlSpecialOperator operator =
        new SqlSpecialOperator(symbol, SqlKind.OTHER) {
          @Override
          public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            SqlWriter.Frame frame = writer.startList("(", ")");
            call.operand(0).unparse(writer, 100, 100);
            writer.print(symbol);
            writer.setNeedWhitespace(true);
            call.operand(1).unparse(writer, 100, 100);
            writer.endList(frame);
          }
        };
    return arguments -> operator.createCall(SqlParserPos.ZERO, arguments);
  }

  /** A text as a literal. */
  static SqlNode text(String value) {
    return SqlLiteral.createCharString(value, SqlParserPos.ZERO);
  }

  /** A whole number as a literal. */
  static SqlNode number(long value) {
    return SqlLiteral.createExactNumeric(Long.toString(value), SqlParserPos.ZERO);
  }

  /** An argument that counts once however often it comes: {@code DISTINCT x}. */
  static SqlNode distinct(SqlNode argument) {
    return Distinct.OPERATOR.createCall(SqlParserPos.ZERO, argument);
  }

  /** The argument of an aggregate function put into another call, within its DISTINCT. */
  default SqlNode inside(SqlNode argument) {
    return argument instanceof SqlCall call && call.getOperator() instanceof Distinct
        ? distinct(of(call.getOperandList()))
        : of(List.of(argument));
  }

  /** An operator before its argument. */
  static Spelling prefix(String symbol) {
    SqlPrefixOperator operator =
        new SqlPrefixOperator(
            symbol,
            SqlKind.OTHER,
            SqlStdOperatorTable.UNARY_MINUS.getLeftPrec(),
            ReturnTypes.ARG0,
            null,
            OperandTypes.VARIADIC);
    return arguments -> operator.createCall(SqlParserPos.ZERO, arguments);
  }

  /** {@code name(a, b ORDER BY a)}: an aggregate function over sorted values. */
  static Spelling sorted(String name) {
    SqlSpecialOperator operator =
        new SqlSpecialOperator(name, SqlKind.OTHER_FUNCTION) {
          @Override
          public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            SqlWriter.Frame frame = writer.startFunCall(name);
            call.operand(0).unparse(writer, 0, 0);
            writer.sep(",", true);
            call.operand(1).unparse(writer, 0, 0);
            writer.keyword("ORDER BY");
            call.operand(0).unparse(writer, 0, 0);
            writer.endFunCall(frame);
          }
        };
    return arguments -> operator.createCall(SqlParserPos.ZERO, arguments);
  }

  /** {@code row_number() OVER (PARTITION BY a ORDER BY b)}; without arguments over all rows. */
  static Spelling rowNumber() {
    SqlSpecialOperator operator =
        new SqlSpecialOperator("row_number", SqlKind.OTHER_FUNCTION) {
          @Override
          public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            writer.print("row_number() OVER ");
            SqlWriter.Frame frame = writer.startList("(", ")");
            if (call.operandCount() == 2) {
              writer.keyword("PARTITION BY");
              call.operand(0).unparse(writer, 0, 0);
              writer.keyword("ORDER BY");
              call.operand(1).unparse(writer, 0, 0);
            }
            writer.endList(frame);
          }
        };
    return arguments -> operator.createCall(SqlParserPos.ZERO, arguments);
  }

  /** {@code CASE WHEN COUNT(first argument) > 0 THEN the call END}. */
  default Spelling whereCounted() {
    return arguments ->
        new SqlCase(
            SqlParserPos.ZERO,
            null,
            SqlNodeList.of(
                SqlStdOperatorTable.GREATER_THAN.createCall(
                    SqlParserPos.ZERO,
                    SqlStdOperatorTable.COUNT.createCall(SqlParserPos.ZERO, arguments.get(0)),
                    number(0))),
            SqlNodeList.of(of(arguments)),
            SqlLiteral.createNull(SqlParserPos.ZERO));
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
