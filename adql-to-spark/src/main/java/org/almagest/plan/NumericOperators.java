package org.almagest.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/**
 * Arithmetic that engines disagree about, with one meaning here. Arguments are DOUBLE unless said
 * otherwise. A division by zero is NULL. Those of integers give the exact result, which a cast
 * around them brings to its type.
 */
public final class NumericOperators {

  /** {@code (a, b)}: quotient of integers, towards zero; the type of the operands. */
  public static final SqlFunction INTEGER_DIVIDE = integral("INTEGER_DIVIDE");

  /** {@code (a, b)}: remainder of integers, with the sign of a; the type of the operands. */
  public static final SqlFunction INTEGER_MODULO = integral("INTEGER_MODULO");

  /** {@code (a, b)}: sum of integers; the type of the operands. */
  public static final SqlFunction INTEGER_PLUS = integral("INTEGER_PLUS");

  /** {@code (a, b)}: difference of integers; the type of the operands. */
  public static final SqlFunction INTEGER_MINUS = integral("INTEGER_MINUS");

  /** {@code (a, b)}: product of integers; the type of the operands. */
  public static final SqlFunction INTEGER_TIMES = integral("INTEGER_TIMES");

  /** {@code (a)}: the integer with the other sign. */
  public static final SqlFunction INTEGER_NEGATE = integral("INTEGER_NEGATE");

  /** {@code (a)}: the integer without its sign. */
  public static final SqlFunction INTEGER_ABS = integral("INTEGER_ABS");

  /** {@code (a, b)}: bits of both integers. */
  public static final SqlFunction BIT_AND = integral("BIT_AND");

  /** {@code (a, b)}: bits of either integer. */
  public static final SqlFunction BIT_OR = integral("BIT_OR");

  /** {@code (a, b)}: bits of one integer only. */
  public static final SqlFunction BIT_XOR = integral("BIT_XOR");

  /** {@code (a)}: bits that an integer has not. */
  public static final SqlFunction BIT_NOT = integral("BIT_NOT");

  /** {@code (a, b)}: quotient. */
  public static final SqlFunction FLOAT_DIVIDE = forcedNullable("FLOAT_DIVIDE");

  /** {@code (a, b)}: remainder, with the sign of a. */
  public static final SqlFunction FLOAT_MODULO = forcedNullable("FLOAT_MODULO");

  /** {@code (x)}: the next whole number up. */
  public static final SqlFunction CEILING = real("CEILING");

  /** {@code (x)}: the next whole number down. */
  public static final SqlFunction FLOOR = real("FLOOR");

  /** {@code (x)}: the next whole number, halves away from zero. */
  public static final SqlFunction ROUND = real("ROUND");

  /** {@code (x)}: the next whole number, halves to the even one. */
  public static final SqlFunction ROUND_HALF_EVEN = real("ROUND_HALF_EVEN");

  /** {@code (x)}: natural logarithm of a positive number. */
  public static final SqlFunction LOG = real("LOG");

  /** {@code (x)}: decimal logarithm of a positive number. */
  public static final SqlFunction LOG10 = real("LOG10");

  /** {@code ()}: a random number of [0, 1). */
  public static final SqlFunction RAND =
      SqlBasicFunction.create("RAND", ReturnTypes.DOUBLE, OperandTypes.VARIADIC)
          .withDeterministic(false);

  /** {@code (seed)}: the same numbers at each run, one for each row; seed is an INTEGER literal. */
  public static final SqlFunction SEEDED_RAND =
      SqlBasicFunction.create("RAND with a seed", ReturnTypes.DOUBLE, OperandTypes.VARIADIC)
          .withDeterministic(false);

  /** {@code (x)}: sum of integers, BIGINT. */
  public static final SqlAggFunction BIGINT_SUM = new BigintSum();

  private static final List<SqlFunction> SCALAR =
      Stream.concat(
              Stream.of(
                  INTEGER_DIVIDE,
                  INTEGER_MODULO,
                  INTEGER_PLUS,
                  INTEGER_MINUS,
                  INTEGER_TIMES,
                  INTEGER_NEGATE,
                  INTEGER_ABS,
                  BIT_AND,
                  BIT_OR,
                  BIT_XOR,
                  BIT_NOT,
                  FLOAT_DIVIDE,
                  FLOAT_MODULO,
                  CEILING,
                  FLOOR,
                  ROUND,
                  ROUND_HALF_EVEN,
                  LOG,
                  LOG10,
                  RAND),
              Stream.of(
                      "PI", "EXP", "POWER", "SQRT", "DEGREES", "RADIANS", "ACOS", "ASIN", "ATAN",
                      "ATAN2", "COS", "COT", "SIN", "TAN")
                  .map(NumericOperators::real))
          .toList();

  private NumericOperators() {}

  /** All numeric operators. */
  public static List<SqlOperator> all() {
    return Stream.<SqlOperator>concat(SCALAR.stream(), Stream.of(BIGINT_SUM)).toList();
  }

  /** The scalar one of that name. */
  public static Optional<SqlFunction> named(String name) {
    return SCALAR.stream().filter(operator -> operator.getName().equals(name)).findFirst();
  }

  private static SqlFunction real(String name) {
    return function(name, ReturnTypes.DOUBLE_NULLABLE);
  }

  private static SqlFunction forcedNullable(String name) {
    return function(name, ReturnTypes.DOUBLE_FORCE_NULLABLE);
  }

  private static SqlFunction integral(String name) {
    return function(
        name,
        ReturnTypes.LEAST_RESTRICTIVE.andThen(
            (binding, type) -> binding.getTypeFactory().createTypeWithNullability(type, true)));
  }

  private static SqlFunction function(String name, SqlReturnTypeInference type) {
    return SqlBasicFunction.create(name, type, OperandTypes.VARIADIC);
  }

  private static final class BigintSum extends SqlAggFunction {
    BigintSum() {
      super(
          "BIGINT_SUM",
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.AGG_SUM,
          null,
          OperandTypes.NUMERIC,
          SqlFunctionCategory.NUMERIC,
          false,
          false,
          Optionality.FORBIDDEN);
    }
  }
}
