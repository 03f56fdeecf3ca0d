package org.almagest.units;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names in a unit with their powers, in the order in which they came: {@code mas} 1, {@code yr}
 * -1. Those that cancel are left out.
 *
 * @param powers none of them 0
 * @param hasNumber whether there is a number among the factors, which has no name
 */
record Factors(Map<String, Double> powers, boolean hasNumber) {

  static final Factors NONE = new Factors(Map.of(), false);

  /** Powers come from fractions such as 1/3: two this close are one. */
  private static final double SAME = 1e-9;

  static Factors of(String name) {
    return new Factors(Map.of(name, 1.0), false);
  }

  boolean isEmpty() {
    return powers.isEmpty() && !hasNumber;
  }

  Factors times(Factors other) {
    Map<String, Double> product = new LinkedHashMap<>(powers);
    other.powers.forEach((name, power) -> product.merge(name, power, Double::sum));
    product.values().removeIf(power -> Math.abs(power) < SAME);
    return new Factors(product, hasNumber || other.hasNumber);
  }

  Factors power(double exponent) {
    Map<String, Double> raised = new LinkedHashMap<>();
    powers.forEach((name, power) -> raised.put(name, power * exponent));
    raised.values().removeIf(power -> Math.abs(power) < SAME);
    return new Factors(raised, hasNumber);
  }

  Factors scaled() {
    return new Factors(powers, true);
  }

  /** As somebody wrote them: with a number among them the text is one name. */
  Factors written(String text) {
    return hasNumber ? of(text) : this;
  }

  /** In VOUnits. */
  String text() {
    return powers.entrySet().stream()
        .map(factor -> text(factor.getKey(), factor.getValue()))
        .collect(Collectors.joining("."));
  }

  private String text(String name, double power) {
    if (power != 1) {
      return raised(name, power);
    }
    boolean number = Character.isDigit(name.charAt(0)) || name.charAt(0) == '.';
    return powers.size() > 1 && (number || name.indexOf('/') >= 0) ? "(" + name + ")" : name;
  }

  /** A power of a name, or of a text in parentheses. */
  static String raised(String name, double power) {
    boolean plain = name.chars().allMatch(Character::isLetter);
    return (plain ? name : "(" + name + ")") + "**" + exponentText(power);
  }

  private static String exponentText(double exponent) {
    if (exponent == Math.rint(exponent)) {
      long whole = (long) exponent;
      return whole < 0 ? "(" + whole + ")" : Long.toString(whole);
    }
    for (int below = 2; below <= 12; below++) {
      double above = exponent * below;
      if (Math.abs(above - Math.rint(above)) < SAME) {
        return "(" + (long) Math.rint(above) + "/" + below + ")";
      }
    }
    return "(" + exponent + ")";
  }
}
