package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.match.TinyCatalog;
import org.almagest.sky.Separation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Outer joins on a distance and rows without a partner, against all pairs tried: around right
 * ascension 0 and both poles, at the corners of pixels, with objects that stand in the same place.
 */
class OuterMatchQueryTest {
  private static final int OBJECTS = 300;

  private record Position(double ra, double dec) {}

  @TempDir static Path folder;
  private static final List<Position> A = random(21);
  private static final List<Position> B = random(22);
  private static Bench bench;

  private static List<Position> random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] ra = new double[OBJECTS];
    double[] dec = new double[OBJECTS];
    for (int i = 0; i < OBJECTS; i++) {
      double height = random.nextDouble(3);
      ra[i] = random.nextDouble(360);
      switch (i % 5) {
        case 0 -> dec[i] = 90 - height;
        case 1 -> dec[i] = height - 90;
        case 2 -> {
          ra[i] = (358 + random.nextDouble(4)) % 360;
          dec[i] = height - 1.5;
        }
        case 3 -> {
          // Four pixels of order 0 meet here.
          ra[i] = 45 + random.nextDouble(-0.5, 0.5);
          dec[i] = random.nextDouble(-0.5, 0.5);
        }
        default -> {
          ra[i] = ra[i - 1];
          dec[i] = dec[i - 1];
        }
      }
    }
    ra[5] = 0;
    dec[5] = 90;
    ra[6] = 123;
    dec[6] = -90;
    return IntStream.range(0, OBJECTS).mapToObj(i -> new Position(ra[i], dec[i])).toList();
  }

  @BeforeAll
  static void register() throws IOException {
    bench = new Bench(folder);
    write("a", A, 40, 0);
    write("b", B, 100, 0.2);
    write("far", List.of(new Position(200, 40), new Position(201, 41)), 10, 0);
  }

  private static void write(String name, List<Position> sky, int mostRows, double marginDeg)
      throws IOException {
    new TinyCatalog(
            sky.stream().mapToDouble(Position::ra).toArray(),
            sky.stream().mapToDouble(Position::dec).toArray())
        .write(folder.resolve(name), mostRows, marginDeg);
    bench.register(name, folder.resolve(name));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static List<List<Object>> expected(boolean leftAlone, boolean rightAlone, double radius) {
    return expected(leftAlone, rightAlone, -1, radius);
  }

  private static List<List<Object>> expected(
      boolean leftAlone, boolean rightAlone, double beyond, double radius) {
    List<List<Object>> rows = new ArrayList<>();
    boolean[] left = new boolean[OBJECTS];
    boolean[] right = new boolean[OBJECTS];
    for (int a = 0; a < OBJECTS; a++) {
      for (int b = 0; b < OBJECTS; b++) {
        double distance = distance(A.get(a), B.get(b));
        if (distance > beyond && distance < radius) {
          rows.add(List.of((long) a, (long) b));
          left[a] = true;
          right[b] = true;
        }
      }
    }
    for (long i = 0; i < OBJECTS; i++) {
      if (leftAlone && !left[(int) i]) {
        rows.add(Arrays.asList(i, null));
      }
      if (rightAlone && !right[(int) i]) {
        rows.add(Arrays.asList(null, i));
      }
    }
    return rows;
  }

  private static double distance(Position one, Position two) {
    return Separation.degrees(one.ra(), one.dec(), two.ra(), two.dec());
  }

  private static String join(String kind, double radius) {
    return "SELECT a.id, b.id FROM reg.a "
        + kind
        + " JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < "
        + radius;
  }

  private static void assertRows(String adql, List<List<Object>> expected) {
    for (RoutePreference route : List.of(RoutePreference.SPARK, RoutePreference.DUCKDB)) {
      assertThat(bench.plan(route, adql).explain()).contains("hats-match");
      assertThat(bench.rows(route, adql))
          .as(route + ": " + adql)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"LEFT, true, false", "RIGHT, false, true", "FULL, true, true"})
  void eachRowWithoutAPartnerComesOnce(String kind, boolean leftAlone, boolean rightAlone) {
    for (double radius : List.of(0.02, 1.1)) {
      assertRows(join(kind, radius), expected(leftAlone, rightAlone, radius));
    }
  }

  @Test
  void pairsThatAreTooCloseDoNotMatch() {
    for (String pair : List.of("a.ra, a.dec, b.ra, b.dec", "b.ra, b.dec, a.ra, a.dec")) {
      String beyond = " AND DISTANCE(" + pair + ") > 0.4";
      assertThat(bench.plan(RoutePreference.DUCKDB, join("FULL", 1.1) + beyond).explain())
          .contains("minRadius=0.4");
      assertRows(join("FULL", 1.1) + beyond, expected(true, true, 0.4, 1.1));
      assertRows(join("INNER", 1.1) + beyond, expected(false, false, 0.4, 1.1));
    }
  }

  @ParameterizedTest
  @CsvSource({"b.ra", "b.dec"})
  void onlyRowsWithoutAPartnerAreMatchedWhereNoOthersAreWanted(String coordinate) {
    String adql = join("LEFT", 0.15) + " WHERE " + coordinate + " IS NULL";
    for (RoutePreference route : List.of(RoutePreference.SPARK, RoutePreference.DUCKDB)) {
      assertThat(bench.plan(route, adql).explain()).containsAnyOf("how=anti", "ALONE");
    }
    assertRows(
        adql, expected(true, false, 0.15).stream().filter(row -> row.get(1) == null).toList());
  }

  @Test
  void anotherColumnThatIsNullDoesNotTellThatThereIsNoPartner() {
    String adql = join("LEFT", 0.15) + " WHERE b.pmra IS NULL";
    assertThat(bench.plan(RoutePreference.DUCKDB, adql).explain()).doesNotContain("ALONE");
    assertRows(
        adql, expected(true, false, 0.15).stream().filter(row -> row.get(1) == null).toList());
  }

  @Test
  void withASideThatHasNothingNearAllRowsAreAlone() {
    String full =
        "SELECT a.id, f.id FROM reg.a FULL JOIN reg.far AS f"
            + " ON DISTANCE(a.ra, a.dec, f.ra, f.dec) < 0.1";
    List<List<Object>> rows = new ArrayList<>();
    for (long a = 0; a < OBJECTS; a++) {
      rows.add(Arrays.asList(a, null));
    }
    rows.add(Arrays.asList(null, 0L));
    rows.add(Arrays.asList(null, 1L));
    assertRows(full, rows);
    assertRows(full.replace("FULL JOIN", "JOIN"), List.of());
  }

  @Test
  void withASideThatLimitsLeaveNothingOfAllRowsAreAlone() {
    String full =
        "SELECT a.id, x.id FROM reg.a FULL JOIN (SELECT id, ra, dec FROM reg.b WHERE mag > 100) AS"
            + " x ON DISTANCE(a.ra, a.dec, x.ra, x.dec) < 0.1";
    List<List<Object>> rows = new ArrayList<>();
    for (long a = 0; a < OBJECTS; a++) {
      rows.add(Arrays.asList(a, null));
    }
    assertRows(full, rows);
  }
}
