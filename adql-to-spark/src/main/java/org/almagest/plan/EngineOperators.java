package org.almagest.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.almagest.function.EngineFunction;
import org.almagest.function.EngineFunctions;
import org.almagest.function.ValueType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * The functions of {@link EngineFunctions} as operators of a plan, under their names in capitals.
 * Arguments have exactly the declared types; any may be NULL, and so may the result.
 */
public final class EngineOperators {
  private static final Map<String, SqlFunction> BY_NAME = byName();

  private EngineOperators() {}

  /** The operator of a function, by the name that engines know it by. */
  public static SqlFunction named(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), name);
  }

  /** All operators that engines compute. */
  public static List<SqlFunction> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** The operator of a function that an installation adds. */
  public static SqlFunction added(EngineFunction function) {
    return new Added(function);
  }

  /** Whether an operator is a function that an installation adds. */
  public static boolean isAdded(SqlOperator operator) {
    return operator instanceof Added;
  }

  private static final class Added extends SqlFunction {
    Added(EngineFunction function) {
      super(
          function.name().toUpperCase(Locale.ROOT),
          SqlKind.OTHER_FUNCTION,
          type(function.result()),
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
  }

  private static Map<String, SqlFunction> byName() {
    Map<String, SqlFunction> operators = new LinkedHashMap<>();
    for (EngineFunction function : EngineFunctions.all()) {
      operators.put(
          function.name(),
          SqlBasicFunction.create(
              function.name().toUpperCase(Locale.ROOT),
              type(function.result()),
              OperandTypes.VARIADIC));
    }
    return operators;
  }

  private static SqlReturnTypeInference type(ValueType type) {
    return switch (type) {
      case BOOLEAN -> ReturnTypes.BOOLEAN_FORCE_NULLABLE;
      case INTEGER -> ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE);
      case BIGINT -> ReturnTypes.BIGINT_FORCE_NULLABLE;
      case DOUBLE -> ReturnTypes.DOUBLE_FORCE_NULLABLE;
      case TEXT -> ReturnTypes.VARCHAR_FORCE_NULLABLE;
    };
  }
}
