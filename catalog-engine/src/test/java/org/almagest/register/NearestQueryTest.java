package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.match.TinyCatalog;
import org.almagest.sky.Separation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins on almagest_nearest, against all pairs tried, around right ascension 0 and both poles. */
class NearestQueryTest {
  private static final int OBJECTS = 600;

  private record Position(double ra, double dec) {}

  /** A third around right ascension 0, and a third around each pole. */
  private static List<Position> random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Position> sky = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      double height = random.nextDouble(4);
      double ra = i % 3 == 0 ? (355 + random.nextDouble(10)) % 360 : random.nextDouble(360);
      sky.add(new Position(ra, i % 3 == 0 ? height - 2 : i % 3 == 1 ? 90 - height : height - 90));
    }
    return sky;
  }

  private static TinyCatalog catalog(List<Position> sky) {
    return new TinyCatalog(
        sky.stream().mapToDouble(Position::ra).toArray(),
        sky.stream().mapToDouble(Position::dec).toArray());
  }

  @TempDir static Path folder;
  private static final List<Position> A = random(1);
  private static final List<Position> B = random(2);
  private static Bench bench;

  @BeforeAll
  static void register() throws IOException {
    bench = new Bench(folder);
    catalog(A).write(folder.resolve("a"), 80, 0);
    catalog(B).write(folder.resolve("b"), 50, 0.3);
    bench.register("a", folder.resolve("a"));
    bench.register("b", folder.resolve("b"));
    // Four objects are equally near to the one of one.
    new TinyCatalog(new double[] {20}, new double[] {0}).write(folder.resolve("one"), 10, 0);
    new TinyCatalog(new double[] {20, 20, 20, 20, 20}, new double[] {.5, -.5, .5, -.5, 0.9})
        .write(folder.resolve("tied"), 10, 0);
    bench.register("one", folder.resolve("one"));
    bench.register("tied", folder.resolve("tied"));
    saveList();
  }

  /** The objects of a, twice each, and two rows without a position. */
  private static void saveList() {
    Path list = folder.resolve("list");
    TestSpark.session()
        .read()
        .format("hats")
        .load(folder.resolve("a").toString())
        .selectExpr(
            "explode(array(id, id)) AS n",
            "IF(id = 3, NULL, IF(id = 4, double('NaN'), ra)) AS lon",
            "dec AS lat")
        .repartition(2)
        .write()
        .parquet(list.toString());
    CatalogTable table =
        new CatalogTable(
            "mydb",
            "list",
            null,
            List.of(
                CatalogColumn.of("n", ColumnType.LONG),
                CatalogColumn.of("lon", ColumnType.DOUBLE),
                CatalogColumn.of("lat", ColumnType.DOUBLE)),
            null,
            new FilePlacement(FilePlacement.Layout.PARQUET, list),
            2 * OBJECTS,
            5000);
    bench.more.add(new CatalogSchema("mydb", null, List.of(table)));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  /** The pairs of an object of a with the n nearest of those of b that may be. */
  private static List<List<Object>> nearest(int a, double radius, int n, IntPredicate mayBe) {
    double[] distances = new double[OBJECTS];
    Position from = A.get(a);
    Arrays.setAll(
        distances, b -> Separation.degrees(from.ra(), from.dec(), B.get(b).ra(), B.get(b).dec()));
    return IntStream.range(0, OBJECTS)
        .filter(b -> distances[b] <= radius && mayBe.test(b))
        .boxed()
        .sorted((x, y) -> Double.compare(distances[x], distances[y]))
        .limit(n)
        .map(b -> List.<Object>of((long) a, (long) b))
        .toList();
  }

  private static List<List<Object>> expected(double radius, int n, IntPredicate mayBe) {
    return IntStream.range(0, OBJECTS)
        .boxed()
        .flatMap(a -> nearest(a, radius, n, mayBe).stream())
        .toList();
  }

  private static List<List<Object>> withAlone(List<List<Object>> pairs) {
    List<List<Object>> all = new ArrayList<>(pairs);
    Set<Object> paired = pairs.stream().map(pair -> pair.get(0)).collect(Collectors.toSet());
    for (long a = 0; a < OBJECTS; a++) {
      if (!paired.contains(a)) {
        all.add(Arrays.asList(a, null));
      }
    }
    return all;
  }

  private static String join(String kind, double radius, int n) {
    return String.format(
        Locale.ROOT,
        "SELECT a.id, b.id FROM reg.a %s JOIN reg.b"
            + " ON 1 = almagest_nearest(a.ra, a.dec, b.ra, b.dec, %s, %d)",
        kind,
        radius,
        n);
  }

  private static void assertRows(String adql, List<List<Object>> expected) {
    for (RoutePreference route : List.of(RoutePreference.SPARK, RoutePreference.DUCKDB)) {
      assertThat(counted(bench.rows(route, adql)))
          .as(route + ": " + adql)
          .isNotEmpty()
          .isEqualTo(counted(expected));
    }
  }

  /** How often each row is there. */
  private static Map<List<Object>, Long> counted(List<List<Object>> rows) {
    return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
  }

  private static boolean isRelation(String adql) {
    String plan = bench.plan(RoutePreference.SPARK, adql).explain();
    assertThat(plan).contains("NearestMatch");
    return plan.contains("hats-match") && plan.contains("mode=nearest");
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "0.2, 3", "0.05, 1", "2, 1", "2, 40", "12, 2"})
  void eachLeftRowHasItsNearest(double radius, int n) {
    assertThat(isRelation(join("INNER", radius, n))).isTrue();
    assertRows(join("INNER", radius, n), expected(radius, n, b -> true));
    assertRows(join("LEFT", radius, n), withAlone(expected(radius, n, b -> true)));
  }

  @Test
  void pointsAndOneNeighbourAreOtherForms() {
    String points =
        "SELECT a.id, b.id FROM reg.a JOIN reg.b"
            + " ON almagest_nearest(POINT(a.ra, a.dec), POINT(b.ra, b.dec), 0.3) = 1";
    assertThat(isRelation(points)).isTrue();
    assertRows(points, expected(0.3, 1, b -> true));
  }

  @ParameterizedTest
  @ValueSource(strings = {" AND b.mag > 4", " WHERE b.mag > 4"})
  void conditionsOnTheRightSideComeAfterTheChoice(String condition) {
    String adql = join("INNER", 1, 2) + condition;
    assertThat(isRelation(adql)).isTrue();
    assertRows(
        adql,
        expected(1, 2, b -> true).stream().filter(pair -> (long) pair.get(1) % 10 > 4).toList());
  }

  @Test
  void conditionsOfASubQueryComeBeforeIt() {
    String adql =
        "SELECT a.id, x.id FROM reg.a LEFT JOIN (SELECT id, ra, dec FROM reg.b WHERE mag > 4) AS x"
            + " ON 1 = almagest_nearest(a.ra, a.dec, x.ra, x.dec, 1, 2)";
    assertThat(isRelation(adql)).isTrue();
    assertRows(adql, withAlone(expected(1, 2, b -> b % 10 > 4)));
    String computed = adql.replace("mag > 4", "ABS(mag) > 4");
    assertThat(isRelation(computed)).isFalse();
    assertRows(computed, withAlone(expected(1, 2, b -> b % 10 > 4)));
  }

  @Test
  void conditionsOnTheLeftSideCanComeBeforeOrAfter() {
    List<List<Object>> wanted =
        withAlone(expected(0.3, 2, b -> true)).stream()
            .filter(pair -> (long) pair.get(0) % 10 < 3)
            .toList();
    assertRows(join("LEFT", 0.3, 2) + " WHERE a.mag < 3", wanted);
    String left = "(SELECT id, ra, dec FROM reg.a WHERE mag < 3) AS a";
    assertRows(join("LEFT", 0.3, 2).replace("reg.a", left), wanted);
  }

  @Test
  void rowsThatAreEqualHaveThePartnersEachAndRowsWithoutPositionHaveNone() {
    String list =
        "SELECT n, b.id FROM mydb.list LEFT JOIN reg.b"
            + " ON 1 = almagest_nearest(lon, lat, b.ra, b.dec, 0.5, 2)";
    List<List<Object>> once =
        withAlone(
            expected(0.5, 2, b -> true).stream()
                .filter(pair -> (long) pair.get(0) != 3 && (long) pair.get(0) != 4)
                .toList());
    List<List<Object>> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertThat(isRelation(list)).isTrue();
    assertRows(list, twice);
  }

  @Test
  void aListOnTheRightSideIsNotSwapped() {
    String adql =
        "SELECT a.id, MIN(n) FROM reg.a JOIN mydb.list AS l"
            + " ON 1 = almagest_nearest(a.ra, a.dec, l.lon, l.lat, 0.1, 2)"
            + " WHERE n = a.id GROUP BY a.id";
    assertThat(isRelation(adql)).isTrue();
    assertRows(
        adql,
        IntStream.range(0, OBJECTS)
            .filter(a -> a != 3 && a != 4)
            .mapToObj(a -> List.<Object>of((long) a, (long) a))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARK", "DUCKDB"})
  void amongEquallyNearOnesThereAreAsManyAsWanted(RoutePreference route) {
    List<List<Object>> rows =
        bench.rows(
            route,
            "SELECT t.id, DISTANCE(o.ra, o.dec, t.ra, t.dec) FROM reg.one AS o JOIN reg.tied AS t"
                + " ON 1 = almagest_nearest(o.ra, o.dec, t.ra, t.dec, 1, 3)");
    assertThat(rows).hasSize(3).doesNotHaveDuplicates();
    assertThat(rows)
        .allSatisfy(row -> assertThat((double) row.get(1)).isCloseTo(0.5, within(1e-9)));
  }
}
