package org.almagest.sky.match;

import org.almagest.sky.Separation;
import org.almagest.sky.match.MatchRule.Bound;

/**
 * Finds the pairs of two lists of positions by a list of cells, in a time that grows with the
 * number of positions and pairs.
 *
 * <p>Distances are chords between unit vectors, from differences of their coordinates: a dot
 * product would lose the digits that tell an arcsecond. Pairs so close to the radius that rounding
 * decides are decided by {@link Separation#degrees}, as the same condition in a query is.
 */
public final class SkyMatcher {

  /** Well above the rounding of a chord between unit vectors. */
  private static final double ROUNDING = 4e-15;

  private final MatchRule rule;
  private final double chord;
  private final double surelyWithin;
  private final double maybeWithin;
  private final double surelyBeyond;
  private final double maybeBeyond;

  /** A matcher for a rule; safe for use by many threads. */
  public SkyMatcher(MatchRule rule) {
    this.rule = rule;
    double radius = chord(rule.radiusDeg());
    double least = chord(rule.minRadiusDeg());
    this.chord = radius + ROUNDING;
    this.surelyWithin = square(radius - ROUNDING);
    this.maybeWithin = square(radius + ROUNDING);
    this.surelyBeyond = square(least + ROUNDING);
    this.maybeBeyond = square(least - ROUNDING);
  }

  /** The pairs, by left row. */
  public MatchedPairs match(Positions left, Positions right) {
    return around(right).match(left, 0, left.size());
  }

  /** Sorts the right positions, once for any number of left ones. */
  public Around around(Positions right) {
    return new Around(right);
  }

  /** Right positions that are ready to be matched; not for use by several threads. */
  public final class Around {
    private final Positions right;
    private final LocalFrame frame;
    private final CellList cells;

    private Around(Positions right) {
      this.right = right;
      this.frame = LocalFrame.around(right);
      this.cells = CellList.of(frame.vectors(right, 0, right.size()), chord);
    }

    /**
     * The pairs of some of the left positions, by left row.
     *
     * @param from the first of them
     * @param to the one after the last
     */
    public MatchedPairs match(Positions left, int from, int to) {
      Vectors lefts = frame.vectors(left, from, to);
      MatchedPairs pairs = new MatchedPairs(Math.min(to - from, right.size()) + 16);
      Candidates found = new Candidates();
      for (int i = 0; i < to - from; i++) {
        found.clear();
        cells.near(lefts.u[i], lefts.v[i], lefts.w[i], chord, maybeWithin, found);
        if (found.size() > 0) {
          addTo(pairs, found, left, from + i);
        }
      }
      return pairs.finish(left, right);
    }

    private void addTo(MatchedPairs pairs, Candidates found, Positions left, int row) {
      keep(found, left, row, right);
      if (found.size() > 1) {
        found.sort();
      }
      int count = Math.min(found.size(), rule.neighbors());
      for (int i = 0; i < count; i++) {
        pairs.add(row, found.row(i), found.squaredChord(i));
      }
    }
  }

  private void keep(Candidates found, Positions left, int row, Positions right) {
    int kept = 0;
    for (int i = 0; i < found.size(); i++) {
      double distance = found.squaredChord(i);
      boolean within = distance < surelyWithin || near(distance, left, row, right, found.row(i));
      if (within && rule.minRadiusDeg() > 0 && distance <= surelyBeyond) {
        within =
            distance >= maybeBeyond
                && separation(left, row, right, found.row(i)) > rule.minRadiusDeg();
      }
      if (within) {
        found.move(i, kept);
        kept++;
      }
    }
    found.truncate(kept);
  }

  private boolean near(double distance, Positions left, int row, Positions right, int other) {
    if (distance > maybeWithin) {
      return false;
    }
    double separation = separation(left, row, right, other);
    return rule.bound() == Bound.STRICT
        ? separation < rule.radiusDeg()
        : separation <= rule.radiusDeg();
  }

  private static double separation(Positions left, int row, Positions right, int other) {
    return Separation.degrees(
        left.raDeg(row), left.decDeg(row), right.raDeg(other), right.decDeg(other));
  }

  private static double chord(double angleDeg) {
    return 2 * Math.sin(Math.toRadians(angleDeg) / 2);
  }

  /** Of a length below zero, which nothing is: less than any square. */
  private static double square(double length) {
    return length < 0 ? -1 : length * length;
  }
}
