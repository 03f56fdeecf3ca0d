package org.almagest.hats.match;

import java.util.Set;

/**
 * The columns that will be asked for of a match.
 *
 * @param left those of the left side, by their paths
 * @param right those of the right side
 */
public record MatchOutput(Set<String> left, Set<String> right) {

  /** Copies the sets. */
  public MatchOutput {
    left = Set.copyOf(left);
    right = Set.copyOf(right);
  }
}
