package org.almagest.adql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.adql.function.AddedFunction;
import org.almagest.function.EngineFunction;

/**
 * A function that a service declares (TAPRegExt 1.0, 2.3: {@code name(argument TYPE, ...) ->
 * TYPE}).
 *
 * @param arguments as declared, name and type
 * @param result its type
 */
public record FunctionSignature(String name, List<String> arguments, String result) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9_]*)\\s*\\((.*)\\)\\s*(?:->\\s*(.+?))?\\s*", Pattern.DOTALL);

  /** Copies the list. */
  public FunctionSignature {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads a form.
   *
   * @throws IllegalArgumentException if it has not the shape of one
   */
  public static FunctionSignature parse(String form) {
    Matcher m = FORM.matcher(form);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "[" + form + "] is not the form of a function; write name(argument TYPE, ...) -> TYPE");
    }
    List<String> arguments = new ArrayList<>();
    for (String argument : m.group(2).split(",", -1)) {
      if (!argument.isBlank()) {
        arguments.add(argument.strip());
      }
    }
    return new FunctionSignature(m.group(1), arguments, m.group(3) == null ? "" : m.group(3));
  }

  /** Whether a call may have that many arguments; a form with brackets or dots leaves it open. */
  public boolean takes(int count) {
    boolean open = arguments.stream().anyMatch(a -> a.contains("[") || a.contains("..."));
    return open || arguments.size() == count;
  }

  /**
   * A function of this form that queries may call, of what it computes.
   *
   * @throws IllegalArgumentException if it has a type that is not ADQL's
   */
  public AddedFunction computedBy(EngineFunction.Body body) {
    List<String> types = arguments.stream().map(a -> a.substring(a.indexOf(' ') + 1)).toList();
    return AddedFunction.of(name, types, result, body);
  }

  @Override
  public String toString() {
    return name
        + "("
        + String.join(", ", arguments)
        + ")"
        + (result.isEmpty() ? "" : " -> " + result);
  }
}
