package org.almagest.sky.match;

/**
 * Which pairs match: those closer than the radius, farther apart than the minimum radius, and among
 * them the nearest of each left position.
 *
 * @param radiusDeg [deg], above 0 up to 180
 * @param minRadiusDeg pairs at this distance or closer do not match [deg]; 0 for no such limit, so
 *     that equal positions match
 * @param bound whether a pair exactly at the radius matches
 * @param neighbors how many partners a left position has at most
 */
public record MatchRule(double radiusDeg, double minRadiusDeg, Bound bound, int neighbors) {

  /** Whether the radius itself belongs to the match. */
  public enum Bound {
    /** Closer than the radius, as LSDB and {@code DISTANCE(...) < r} have it. */
    STRICT,
    /** At most the radius, as {@code DISTANCE(...) <= r} and CONTAINS have it. */
    INCLUSIVE
  }

  /** All partners. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Checks the numbers. */
  public MatchRule {
    check(radiusDeg, minRadiusDeg, neighbors);
  }

  /**
   * Checks the numbers of a rule.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public static void check(double radiusDeg, double minRadiusDeg, int neighbors) {
    if (!(radiusDeg > 0 && radiusDeg <= 180)) {
      throw new IllegalArgumentException(
          "The radius [" + radiusDeg + "] deg is not above 0 and at most 180");
    }
    if (!(minRadiusDeg >= 0 && minRadiusDeg < radiusDeg)) {
      throw new IllegalArgumentException(
          "The minimum radius ["
              + minRadiusDeg
              + "] deg is not from 0 to below the radius ["
              + radiusDeg
              + "] deg");
    }
    if (neighbors < 1) {
      throw new IllegalArgumentException(
          "The number of neighbours [" + neighbors + "] is not 1 or more");
    }
  }

  /** All pairs within a radius. */
  public static MatchRule all(double radiusDeg, Bound bound) {
    return new MatchRule(radiusDeg, 0, bound, ALL);
  }

  /** The nearest partner within a radius. */
  public static MatchRule nearest(double radiusDeg, Bound bound) {
    return new MatchRule(radiusDeg, 0, bound, 1);
  }
}
