package org.almagest.hats.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.LongValues;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.hats.match.SideColumns.Motion;
import org.almagest.sky.Separation;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.UnitVector;
import org.almagest.sky.match.MatchRule;
import org.almagest.sky.match.MatchRule.Bound;
import org.almagest.sky.motion.ProperMotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchPlanTest {

  private record Pair(long left, long right, double separationDeg) {}

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    // ra, dec, spread, radius, margin
    "45, 0.1, 3, 0.05, 0",
    "45, 0.1, 3, 0.05, 0.06",
    "45, 0.1, 3, 0.05, 0.04",
    "0, 90, 8, 0.3, 0",
    "0, 90, 8, 0.3, 0.35",
    "10, -90, 30, 2, 0",
    "10, -90, 30, 2, 2",
    "0, 41.8, 5, 0.2, 0",
    "359.9, 0, 4, 0.1, 0.1",
    "200, 10, 180, 3, 0",
    "200, 10, 180, 3, 3",
    "200, 10, 180, 25, 0",
    "77, -12, 1, 25, 0",
    "77, -12, 20, 100, 0"
  })
  void noPairIsLostOrDoubledAtTheBordersOfPartitions(
      double ra, double dec, double spread, double radius, double margin) throws IOException {
    SplittableRandom random = new SplittableRandom((long) (ra + 7 * dec + 1000 * radius));
    int rows = radius > 10 ? 250 : 700;
    TinyCatalog left = scattered(random, rows, ra, dec, spread);
    TinyCatalog right = scattered(random, rows + 200, ra, dec, spread);
    left.write(folder.resolve("left"), 60, 0);
    right.write(folder.resolve("right"), margin > 0 ? 150 : 40, margin);
    for (Kept kept : Kept.values()) {
      for (int neighbors : new int[] {1, 3, MatchRule.ALL}) {
        for (long mostRows : new long[] {20, 1_000_000}) {
          MatchJob job = job(radius, neighbors, kept);
          assertSame(run(job, radius, mostRows), bruteForce(job, left, right));
        }
      }
    }
  }

  @Test
  void starsMeetWhereTheyAreAtTheEpochOfTheMatchHoweverFarTheyMove() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    TinyCatalog now = moving(scattered(random, 300, 120, 30, 4), random);
    double[] ra = new double[300];
    double[] dec = new double[300];
    for (int i = 0; i < 300; i++) {
      double[] moved =
          ProperMotion.propagate(
              now.ra()[i],
              now.dec()[i],
              Double.NaN,
              now.pmRa()[i],
              now.pmDec()[i],
              Double.NaN,
              2016,
              2000);
      ra[i] = moved[0];
      dec[i] = moved[1];
    }
    now.write(folder.resolve("left"), 40, 0);
    new TinyCatalog(ra, dec).write(folder.resolve("right"), 40, 0);
    HatsCatalog left = HatsCollection.open(Location.of(folder.resolve("left"))).catalog();
    SideColumns columns =
        SideColumns.of(left).moving(new Motion("pmra", "pmdec", null, null, 2016, 2000));
    MatchJob still = job(1 / 3600.0, 1, Kept.MATCHED);
    MatchJob job =
        new MatchJob(
            columns, still.right(), still.radiusDeg(), 0, Bound.INCLUSIVE, 1, Kept.MATCHED);

    assertThat(StoredMotion.largestDeg(left, columns)).isBetween(0.1, 0.3);
    List<Pair> found =
        run(job, job.radiusDeg() + StoredMotion.largestDeg(left, columns), 1_000_000);

    assertThat(found).hasSize(300).allMatch(pair -> pair.left() == pair.right());
    assertThat(run(still, still.radiusDeg(), 1_000_000)).hasSizeLessThan(30);
  }

  /** A star like Barnard's comes closer for 10,000 years, and its motion grows with that. */
  @ParameterizedTest
  @CsvSource({"50", "3000", "9800", "-9800", "16000", "40000"})
  void starsThatComeCloserMeetWhereverTheyAreAfterMillennia(double years) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    TinyCatalog far = scattered(random, 200, 269, 4.7, 3);
    double[] pmRa = new double[200];
    double[] pmDec = new double[200];
    double[] parallax = new double[200];
    double[] velocity = new double[200];
    for (int i = 0; i < 200; i++) {
      boolean barnard = i % 20 == 0;
      pmRa[i] = barnard ? -801.6 : random.nextDouble() - 0.5;
      pmDec[i] = barnard ? 10_362.4 : random.nextDouble() - 0.5;
      parallax[i] = barnard ? 546.98 : Double.NaN;
      velocity[i] = barnard ? -110.47 : 5;
    }
    double[] ra = new double[200];
    double[] dec = new double[200];
    double farthest = 0;
    for (int i = 0; i < 200; i++) {
      double[] then =
          ProperMotion.propagate(
              far.ra()[i],
              far.dec()[i],
              parallax[i],
              pmRa[i],
              pmDec[i],
              velocity[i],
              2016,
              2016 + years);
      ra[i] = then[0];
      dec[i] = then[1];
      farthest =
          Math.max(farthest, Separation.degrees(far.ra()[i], far.dec()[i], then[0], then[1]));
    }
    new TinyCatalog(far.ra(), far.dec(), pmRa, pmDec)
        .inSpace(parallax, velocity)
        .write(folder.resolve("left"), 40, 0);
    new TinyCatalog(ra, dec).write(folder.resolve("right"), 40, 0);
    HatsCatalog left = HatsCollection.open(Location.of(folder.resolve("left"))).catalog();
    SideColumns columns =
        SideColumns.of(left)
            .moving(new Motion("pmra", "pmdec", "parallax", "rv", 2016, 2016 + years));
    MatchJob still = job(0.1 / 3600, 1, Kept.MATCHED);
    MatchJob job =
        new MatchJob(
            columns, still.right(), still.radiusDeg(), 0, Bound.INCLUSIVE, 1, Kept.MATCHED);

    double largest = StoredMotion.largestDeg(left, columns);
    // Stars that go away turn less than they would at their distance, which is what is reckoned.
    assertThat(largest).isBetween(farthest, years > 0 ? farthest * 1.06 : 30);
    assertThat(run(job, job.radiusDeg() + largest, 1_000_000))
        .hasSize(200)
        .allMatch(pair -> pair.left() == pair.right());
  }

  @Test
  void aMotionThatIsInfiniteDoesNotLeadToAPairOrAFailure() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    double[] ra = {10, 10.1, 10.2, 10.3};
    double[] dec = {1, 1, 1, 1};
    new TinyCatalog(ra, dec, new double[] {inf, 0, 5, 5}, new double[] {5, -inf, 0, 0})
        .inSpace(new double[] {1, 1, inf, 1}, new double[] {1, 1, 1, 1})
        .write(folder.resolve("left"), 40, 0);
    new TinyCatalog(ra, dec).write(folder.resolve("right"), 40, 0);
    HatsCatalog left = HatsCollection.open(Location.of(folder.resolve("left"))).catalog();
    SideColumns columns =
        SideColumns.of(left).moving(new Motion("pmra", "pmdec", "parallax", "rv", 2016, 2020));
    MatchJob still = job(1 / 3600.0, 1, Kept.MATCHED);
    MatchJob job =
        new MatchJob(columns, still.right(), 1 / 3600.0, 0, Bound.INCLUSIVE, 1, Kept.MATCHED);
    assertThat(run(job, 1, 1_000_000)).singleElement().matches(pair -> pair.left() == 3);
  }

  /** The row groups have no statistics in one catalog, and are left out by them in the other. */
  @Test
  void notANumberDoesNotPassAFilterWhetherItsRowGroupIsReadOrNot() throws IOException {
    TinyCatalog sky = scattered(new SplittableRandom(5), 200, 10, 10, 2);
    double[] magnitudes = new double[200];
    for (int i = 0; i < 200; i++) {
      magnitudes[i] = i % 3 == 0 ? Double.NaN : i;
    }
    sky.withMagnitudes(magnitudes).write(folder.resolve("left"), 60, 0);
    sky.write(folder.resolve("right"), 60, 0);
    MatchJob all = job(1 / 3600.0, 1, Kept.MATCHED);
    for (RowFilter filter :
        List.of(
            RowFilter.atLeast("mag", 190),
            RowFilter.atMost("mag", 9),
            RowFilter.atLeast("mag", 1000))) {
      MatchJob job =
          new MatchJob(
              all.left().where(List.of(filter)),
              all.right(),
              all.radiusDeg(),
              0,
              Bound.INCLUSIVE,
              1,
              Kept.MATCHED);
      long expected =
          IntStream.range(0, 200)
              .filter(i -> magnitudes[i] >= filter.least() && magnitudes[i] <= filter.most())
              .count();
      assertThat(run(job, all.radiusDeg(), 1_000_000)).hasSize((int) expected);
    }
  }

  @Test
  void filtersLeaveOutRowsBeforeTheNearestIsChosen() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    TinyCatalog left = scattered(random, 400, 10, 10, 2);
    TinyCatalog right = scattered(random, 400, 10, 10, 2);
    left.write(folder.resolve("left"), 60, 0);
    right.write(folder.resolve("right"), 60, 0);
    MatchJob all = job(0.2, MatchRule.ALL, Kept.MATCHED);
    MatchJob filtered =
        new MatchJob(
            all.left().where(List.of(new RowFilter("mag", 3, 3))),
            all.right().where(List.of(RowFilter.atMost("mag", 4))),
            0.2,
            0,
            Bound.INCLUSIVE,
            1,
            Kept.MATCHED);

    List<Pair> expected = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (Pair pair : bruteForce(all, left, right)) {
      if (pair.left() % 10 == 3 && pair.right() % 10 <= 4 && seen.add(pair.left())) {
        expected.add(pair);
      }
    }
    assertSame(run(filtered, 0.2, 1_000_000), expected);
  }

  @Test
  void anEmptySideMatchesNothing() throws IOException {
    TinyCatalog one = scattered(new SplittableRandom(1), 5, 10, 10, 2);
    one.write(folder.resolve("left"), 60, 0);
    scattered(new SplittableRandom(1), 5, 190, -10, 2).write(folder.resolve("right"), 60, 0);
    assertThat(run(job(1, 1, Kept.MATCHED), 1, 100)).isEmpty();
    assertThat(run(job(1, 1, Kept.ALL), 1, 100)).hasSize(5);
    assertThat(run(job(1, 1, Kept.UNMATCHED), 1, 100)).hasSize(5);
  }

  private MatchJob job(double radius, int neighbors, Kept kept) {
    HatsCatalog left = HatsCollection.open(Location.of(folder.resolve("left"))).catalog();
    HatsCatalog right = HatsCollection.open(Location.of(folder.resolve("right"))).catalog();
    return new MatchJob(
        SideColumns.of(left), SideColumns.of(right), radius, 0, Bound.INCLUSIVE, neighbors, kept);
  }

  private List<Pair> run(MatchJob job, double reachDeg, long mostRows) throws IOException {
    HatsCatalog left = HatsCollection.open(Location.of(folder.resolve("left"))).catalog();
    HatsCollection right = HatsCollection.open(Location.of(folder.resolve("right")));
    List<Pair> pairs = new ArrayList<>();
    for (MatchPart part : MatchPlan.parts(left, right, reachDeg, job.kept(), mostRows)) {
      try (PartMatch match =
          PartMatch.open(job, part, new MatchOutput(Set.of("id"), Set.of("id")))) {
        while (match.advance()) {
          long[] lefts = ((LongValues) match.left("id")).array();
          LongValues rights = match.hasRight() ? (LongValues) match.right("id") : null;
          DoubleValues separations = match.separations(1);
          for (int i = 0; i < match.rows(); i++) {
            boolean alone = separations.isNull(i);
            pairs.add(
                alone || rights == null
                    ? new Pair(lefts[i], -1, -1)
                    : new Pair(lefts[i], rights.array()[i], separations.array()[i]));
          }
        }
      }
    }
    return pairs;
  }

  private static List<Pair> bruteForce(MatchJob job, TinyCatalog left, TinyCatalog right) {
    List<Pair> pairs = new ArrayList<>();
    for (int l = 0; l < left.size(); l++) {
      List<Pair> found = new ArrayList<>();
      for (int r = 0; r < right.size(); r++) {
        double separation =
            Separation.degrees(left.ra()[l], left.dec()[l], right.ra()[r], right.dec()[r]);
        if (separation <= job.radiusDeg()) {
          found.add(new Pair(l, r, separation));
        }
      }
      found.sort(Comparator.comparingDouble(Pair::separationDeg));
      if (job.kept() != Kept.UNMATCHED) {
        pairs.addAll(found.subList(0, Math.min(found.size(), job.neighbors())));
      }
      if (found.isEmpty() && job.kept() != Kept.MATCHED) {
        pairs.add(new Pair(l, -1, -1));
      }
    }
    return pairs;
  }

  private static void assertSame(List<Pair> found, List<Pair> expected) {
    Comparator<Pair> order = Comparator.comparingLong(Pair::left).thenComparingLong(Pair::right);
    List<Pair> a = found.stream().sorted(order).toList();
    List<Pair> b = expected.stream().sorted(order).toList();
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).left()).isEqualTo(b.get(i).left());
      assertThat(a.get(i).right()).isEqualTo(b.get(i).right());
      assertThat(a.get(i).separationDeg()).isCloseTo(b.get(i).separationDeg(), within(1e-12));
    }
  }

  private static TinyCatalog scattered(
      SplittableRandom random, int size, double ra, double dec, double spread) {
    double[] ras = new double[size];
    double[] decs = new double[size];
    UnitVector center = UnitVector.of(ra, dec);
    double least = Math.cos(Math.toRadians(spread));
    for (int i = 0; i < size; i++) {
      SkyPoint point;
      double z;
      do {
        // Around the pole of the centre: even over the cap.
        z = least + (1 - least) * random.nextDouble();
        double turn = 2 * Math.PI * random.nextDouble();
        point = turned(center, Math.acos(Math.min(1, z)), turn);
      } while (Math.abs(point.latDeg()) > 90);
      ras[i] = point.lonDeg();
      decs[i] = point.latDeg();
    }
    return new TinyCatalog(ras, decs);
  }

  private static SkyPoint turned(UnitVector center, double angle, double turn) {
    SkyPoint at = center.position();
    double lat = Math.toRadians(at.latDeg());
    double sin = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(turn);
    double lat2 = Math.asin(Math.max(-1, Math.min(1, sin)));
    double lon2 =
        Math.toRadians(at.lonDeg())
            + Math.atan2(
                Math.sin(turn) * Math.sin(angle) * Math.cos(lat),
                Math.cos(angle) - Math.sin(lat) * sin);
    return UnitVector.of(Math.toDegrees(lon2), Math.toDegrees(lat2)).position();
  }

  private static TinyCatalog moving(TinyCatalog still, SplittableRandom random) {
    double[] pmRa = new double[still.size()];
    double[] pmDec = new double[still.size()];
    for (int i = 0; i < pmRa.length; i++) {
      pmRa[i] = (random.nextDouble() - 0.5) * 60_000;
      pmDec[i] = (random.nextDouble() - 0.5) * 60_000;
    }
    return new TinyCatalog(still.ra(), still.dec(), pmRa, pmDec);
  }
}
