package org.almagest.hats.match;

import java.io.Serializable;
import org.almagest.sky.match.MatchRule;

/**
 * What is the same in all parts of a match.
 *
 * @param kept which left rows come out
 */
public record MatchJob(
    SideColumns left,
    SideColumns right,
    double radiusDeg,
    double minRadiusDeg,
    MatchRule.Bound bound,
    int neighbors,
    Kept kept)
    implements Serializable {

  /** Which left rows come out. */
  public enum Kept {
    /** Left rows with a partner, once with each. */
    MATCHED,
    /** All left rows; those without a partner once, with nulls in place of one. */
    ALL,
    /** Left rows without a partner. */
    UNMATCHED
  }

  /** Checks the numbers as {@link MatchRule} does. */
  public MatchJob {
    MatchRule.check(radiusDeg, minRadiusDeg, neighbors);
  }

  /** Which pairs match. */
  public MatchRule rule() {
    return new MatchRule(radiusDeg, minRadiusDeg, bound, neighbors);
  }
}
