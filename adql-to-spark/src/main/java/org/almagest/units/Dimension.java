package org.almagest.units;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a unit measures: powers of base quantities, such as length 1, time -1. Angles and counts are
 * quantities of their own, so that a number of photons is no number of pixels.
 *
 * @param powers the power of each base quantity, none of them 0
 */
record Dimension(Map<String, Double> powers) {

  static final Dimension NONE = new Dimension(Map.of());

  /** Powers come from fractions such as 1/3: two this close are one. */
  private static final double SAME = 1e-9;

  Dimension {
    powers = Collections.unmodifiableMap(new TreeMap<>(powers));
  }

  static Dimension of(String quantity) {
    return new Dimension(Map.of(quantity, 1.0));
  }

  Dimension times(Dimension other) {
    Map<String, Double> sum = new TreeMap<>(powers);
    other.powers.forEach(
        (quantity, power) -> {
          double together = sum.getOrDefault(quantity, 0.0) + power;
          if (Math.abs(together) < SAME) {
            sum.remove(quantity);
          } else {
            sum.put(quantity, together);
          }
        });
    return new Dimension(sum);
  }

  Dimension power(double exponent) {
    Map<String, Double> raised = new TreeMap<>();
    powers.forEach(
        (quantity, power) -> {
          if (Math.abs(power * exponent) >= SAME) {
            raised.put(quantity, power * exponent);
          }
        });
    return new Dimension(raised);
  }

  boolean isSame(Dimension other) {
    return times(other.power(-1)).powers.isEmpty();
  }
}
