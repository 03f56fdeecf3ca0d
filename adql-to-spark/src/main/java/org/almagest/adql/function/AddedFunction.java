package org.almagest.adql.function;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.almagest.function.EngineFunction;
import org.almagest.plan.EngineOperators;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;

/**
 * A function that an installation adds to ADQL's. Engines must be taught its {@link
 * #engineFunction}; to it a geometry is a text, and so is a time, as DALI writes them.
 */
public final class AddedFunction extends SqlFunction {
  private final transient List<DeclaredType> parameters;
  private final transient DeclaredType result;
  private final transient EngineFunction engineFunction;
  private final transient SqlFunction engineOperator;

  private AddedFunction(
      String name,
      List<DeclaredType> parameters,
      DeclaredType result,
      EngineFunction engineFunction) {
    super(
        name.toUpperCase(Locale.ROOT),
        SqlKind.OTHER_FUNCTION,
        binding -> result.nullable(binding.getTypeFactory()),
        null,
        new Parameters(parameters),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.parameters = List.copyOf(parameters);
    this.result = result;
    this.engineFunction = engineFunction;
    this.engineOperator = EngineOperators.added(engineFunction);
  }

  /**
   * Makes a function.
   *
   * @param parameters the types of its parameters, in ADQL's words
   * @param result the type of its result
   * @param body what it computes
   * @throws IllegalArgumentException if a type is not ADQL's
   */
  public static AddedFunction of(
      String name, List<String> parameters, String result, EngineFunction.Body body) {
    List<DeclaredType> types = parameters.stream().map(DeclaredType::parse).toList();
    DeclaredType returned = DeclaredType.parse(result);
    String engineName =
        types.stream()
            .map(type -> "_" + type.name())
            .collect(Collectors.joining("", "udf_" + name, ""))
            .toLowerCase(Locale.ROOT);
    return new AddedFunction(
        name,
        types,
        returned,
        new EngineFunction(
            engineName, types.stream().map(DeclaredType::value).toList(), returned.value(), body));
  }

  /** The types of its parameters. */
  public List<DeclaredType> parameters() {
    return parameters;
  }

  /** The type of its result. */
  public DeclaredType result() {
    return result;
  }

  /** What engines compute. */
  public EngineFunction engineFunction() {
    return engineFunction;
  }

  /** The call of it in a lowered plan. */
  public SqlFunction engineOperator() {
    return engineOperator;
  }

  private record Parameters(List<DeclaredType> types) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      boolean fits = binding.getOperandCount() == types.size();
      for (int i = 0; i < types.size() && fits; i++) {
        fits = types.get(i).accepts(binding.getOperandType(i));
      }
      if (!fits && throwOnFailure) {
        throw binding.newValidationSignatureError();
      }
      return fits;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.of(types.size());
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return types.stream()
          .map(DeclaredType::name)
          .collect(Collectors.joining(", ", name + "(", ")"));
    }
  }
}
