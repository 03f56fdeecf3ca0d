package org.almagest.sky.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.almagest.sky.Separation;
import org.almagest.sky.match.MatchRule.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SkyMatcherTest {

  private record Pair(int left, int right, double separationDeg) {}

  static Stream<Arguments> skies() {
    List<Arguments> skies = new ArrayList<>();
    for (double radius : List.of(1e-3 / 3600, 1.0 / 3600, 0.01, 0.5, 3.0, 40.0, 120.0, 180.0)) {
      double spread = Math.min(90, radius * 12);
      skies.add(Arguments.of("around the north pole", 0, 90, spread, radius));
      skies.add(Arguments.of("around the south pole", 120, -90, spread, radius));
      skies.add(Arguments.of("across the first meridian", 0, 11, spread, radius));
      skies.add(Arguments.of("across 180 degrees", 180, -47, spread, radius));
      skies.add(Arguments.of("near a pole", 77, 89.5, spread, radius));
      skies.add(Arguments.of("over the whole sky", 200, 30, 180, radius));
    }
    return skies.stream();
  }

  @ParameterizedTest(name = "{0}, radius {4} deg")
  @MethodSource("skies")
  void findsThePairsThatBruteForceFinds(
      String where, double ra, double dec, double spreadDeg, double radiusDeg) {
    SplittableRandom random = new SplittableRandom(where.hashCode() + (long) (radiusDeg * 1e6));
    Positions left = SkySample.around(random, ra, dec, spreadDeg, 400, radiusDeg);
    Positions right = SkySample.beside(random, left, 500, ra, dec, spreadDeg, radiusDeg);
    for (Bound bound : Bound.values()) {
      for (double least : new double[] {0, radiusDeg / 3}) {
        for (int neighbors : new int[] {1, 3, MatchRule.ALL}) {
          MatchRule rule = new MatchRule(radiusDeg, least, bound, neighbors);
          assertSame(new SkyMatcher(rule).match(left, right), bruteForce(rule, left, right));
        }
      }
    }
  }

  @Test
  void aDenseClumpInAnEmptySkyTakesNoLongerThanAnEvenSky() {
    SplittableRandom random = new SplittableRandom(1);
    int size = 200_000;
    double[] ra = new double[size];
    double[] dec = new double[size];
    for (int i = 0; i < size; i++) {
      boolean inside = i % 100 != 0;
      ra[i] = inside ? 10 + random.nextDouble() * 0.01 : random.nextDouble() * 360;
      dec[i] = inside ? 20 + random.nextDouble() * 0.01 : random.nextDouble() * 180 - 90;
    }
    Positions clump = new Positions(ra, dec, size);

    MatchedPairs pairs =
        new SkyMatcher(MatchRule.nearest(0.001 / 3600, Bound.INCLUSIVE)).match(clump, clump);

    assertThat(pairs.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      assertThat(pairs.right()[i]).isEqualTo(i);
    }
  }

  @Test
  void equalPositionsMatchAtDistanceZeroAndTheLowerRowComesFirst() {
    Positions left = positions(5, 5, 5, 5);
    Positions right = positions(5, 5, 5, 5, 5, 5, 6, 5);

    MatchedPairs all = new SkyMatcher(MatchRule.all(0.1, Bound.STRICT)).match(left, right);
    assertThat(all.size()).isEqualTo(6);
    assertThat(all.right()).startsWith(0, 1, 2, 0, 1, 2);
    assertThat(all.separationDeg()).startsWith(0, 0, 0, 0, 0, 0);

    MatchedPairs nearest = new SkyMatcher(MatchRule.nearest(0.1, Bound.STRICT)).match(left, right);
    assertThat(nearest.size()).isEqualTo(2);
    assertThat(nearest.right()).startsWith(0, 0);
  }

  @Test
  void anEmptySideMatchesNothingAndItsPartnersStayUnmatched() {
    Positions none = positions();
    Positions one = positions(1, 2, 3, 4);
    SkyMatcher matcher = new SkyMatcher(MatchRule.all(10, Bound.INCLUSIVE));
    assertThat(matcher.match(none, one).size()).isZero();
    assertThat(matcher.match(one, none).size()).isZero();
    assertThat(matcher.match(none, none).size()).isZero();
    assertThat(matcher.match(one, none).unmatchedLeft(0, 2)).containsExactly(0, 1);
  }

  @Test
  void aPositionThatIsNotANumberMatchesNothing() {
    Positions left = positions(Double.NaN, 1, 2, Double.NaN, 3, 4);
    Positions right = positions(3, 4, Double.NaN, Double.NaN, 2, 1);
    MatchedPairs pairs = new SkyMatcher(MatchRule.all(0.5, Bound.INCLUSIVE)).match(left, right);
    assertThat(pairs.size()).isEqualTo(1);
    assertThat(pairs.left()[0]).isEqualTo(2);
    assertThat(pairs.unmatchedLeft(0, 3)).containsExactly(0, 1);
  }

  @Test
  void aPairExactlyAtTheRadiusMatchesOnlyAnInclusiveRadius() {
    Positions left = positions(10, 0);
    Positions right = positions(11, 0);
    double exactly = Separation.degrees(10, 0, 11, 0);
    assertThat(new SkyMatcher(MatchRule.all(exactly, Bound.INCLUSIVE)).match(left, right).size())
        .isEqualTo(1);
    assertThat(new SkyMatcher(MatchRule.all(exactly, Bound.STRICT)).match(left, right).size())
        .isZero();
    assertThat(new SkyMatcher(new MatchRule(2, exactly, Bound.STRICT, 1)).match(left, right).size())
        .isZero();
  }

  @Test
  void refusesARadiusThatIsNone() {
    assertThatThrownBy(() -> MatchRule.all(0, Bound.STRICT))
        .hasMessage("The radius [0.0] deg is not above 0 and at most 180");
    assertThatThrownBy(() -> new MatchRule(1, 1, Bound.STRICT, 1))
        .hasMessageContaining("is not from 0 to below the radius");
    assertThatThrownBy(() -> new MatchRule(1, 0, Bound.STRICT, 0))
        .hasMessageContaining("is not 1 or more");
  }

  private static List<Pair> bruteForce(MatchRule rule, Positions left, Positions right) {
    List<Pair> pairs = new ArrayList<>();
    for (int l = 0; l < left.size(); l++) {
      List<Pair> found = new ArrayList<>();
      for (int r = 0; r < right.size(); r++) {
        double separation =
            Separation.degrees(left.raDeg(l), left.decDeg(l), right.raDeg(r), right.decDeg(r));
        boolean near =
            rule.bound() == Bound.STRICT
                ? separation < rule.radiusDeg()
                : separation <= rule.radiusDeg();
        if (near && (rule.minRadiusDeg() == 0 || separation > rule.minRadiusDeg())) {
          found.add(new Pair(l, r, separation));
        }
      }
      found.sort(Comparator.comparingDouble(Pair::separationDeg));
      pairs.addAll(found.subList(0, Math.min(found.size(), rule.neighbors())));
    }
    return pairs;
  }

  private static void assertSame(MatchedPairs found, List<Pair> expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Pair pair = expected.get(i);
      assertThat(found.left()[i]).isEqualTo(pair.left());
      if (found.right()[i] != pair.right()) {
        assertThat(tied(expected, i)).isTrue();
      }
      // 1e-4 microarcseconds: rounding of unit vectors. Partners that are as near may swap places.
      assertThat(found.separationDeg()[i]).isCloseTo(pair.separationDeg(), within(1e-13));
    }
  }

  private static boolean tied(List<Pair> pairs, int i) {
    return near(pairs, i, i - 1) || near(pairs, i, i + 1) || i == pairs.size() - 1;
  }

  private static boolean near(List<Pair> pairs, int i, int j) {
    return j >= 0
        && j < pairs.size()
        && pairs.get(i).left() == pairs.get(j).left()
        && Math.abs(pairs.get(i).separationDeg() - pairs.get(j).separationDeg()) < 2e-13;
  }

  private static Positions positions(double... raDec) {
    double[] ra = new double[raDec.length / 2];
    double[] dec = new double[raDec.length / 2];
    for (int i = 0; i < ra.length; i++) {
      ra[i] = raDec[2 * i];
      dec[i] = raDec[2 * i + 1];
    }
    return new Positions(ra, dec, ra.length);
  }
}
