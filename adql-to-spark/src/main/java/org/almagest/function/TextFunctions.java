package org.almagest.function;

import static org.almagest.function.ValueType.BOOLEAN;
import static org.almagest.function.ValueType.DOUBLE;
import static org.almagest.function.ValueType.TEXT;

import java.util.List;

/** What engines do with texts each in its own way, or not within bounds. */
final class TextFunctions {

  private TextFunctions() {}

  static List<EngineFunction> all() {
    LatestPattern patterns = new LatestPattern(WildcardPattern::of);
    return List.of(
        new EngineFunction(
            "adql_like",
            List.of(TEXT, TEXT),
            BOOLEAN,
            x -> patterns.matches((String) x[0], (String) x[1])),
        new EngineFunction("adql_text", List.of(DOUBLE), TEXT, x -> number((Double) x[0])),
        new EngineFunction(
            "adql_text_real",
            List.of(DOUBLE),
            TEXT,
            x -> Float.toString(((Double) x[0]).floatValue())));
  }

  /** As short as brings the same number back, like {@code 1.5} and {@code 1.0E10}. */
  static String number(double value) {
    return Double.toString(value);
  }
}
