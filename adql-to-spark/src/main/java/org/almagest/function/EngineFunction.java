package org.almagest.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of one row that any engine with Java functions can run. NULL among the arguments gives
 * NULL; so does a result that is NaN.
 *
 * @param name as it is registered with an engine
 */
public record EngineFunction(String name, List<ValueType> parameters, ValueType result, Body body) {

  /** What a function computes. */
  @FunctionalInterface
  public interface Body {
    /**
     * The result, or null.
     *
     * @param arguments of the declared types, none of them null
     */
    @Nullable Object of(Object[] arguments);
  }

  /** Copies the parameters. */
  public EngineFunction {
    parameters = List.copyOf(parameters);
  }

  /** The result for arguments that may be null. */
  public @Nullable Object call(@Nullable Object... arguments) {
    Object[] present = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument == null) {
        return null;
      }
      present[i] = parameters.get(i).of(argument);
    }
    Object value = body.of(present);
    return value instanceof Double number && number.isNaN() ? null : value;
  }
}
