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
 * otherwise. A division by zero is NULL.
 */
public final class NumericOperators {

  /** {@code (a, b)}: quotient of integers, towards zero; the type of the operands. */
  public static final SqlFunction INTEGER_DIVIDE = integral("INTEGER_DIVIDE");

  /** {@code (a, b)}: remainder of integers, with the sign of a; the type of the operands. */
  public static final SqlFunction INTEGER_MODULO = integral("INTEGER_MODULO");

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

  /** {@code (x, n)}: the same at n decimal places; n is an INTEGER literal. */
  public static final SqlFunction ROUND_TO = real("ROUND_TO");

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

  /** {@code (x)}: sum of integers, BIGINT. */
  public static final SqlAggFunction BIGINT_SUM = new BigintSum();

  private static final List<SqlFunction> SCALAR =
      Stream.concat(
              Stream.of(
                  INTEGER_DIVIDE,
                  INTEGER_MODULO,
                  FLOAT_DIVIDE,
                  FLOAT_MODULO,
                  CEILING,
                  FLOOR,
                  ROUND,
                  ROUND_TO,
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

  /** All of them. */
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
          ReturnTypes.BIGINT_FORCE_NULLABLE,
          null,
          OperandTypes.NUMERIC,
          SqlFunctionCategory.NUMERIC,
          false,
          false,
          Optionality.FORBIDDEN);
    }
  }
}
