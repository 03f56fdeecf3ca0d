package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.match.TinyCatalog;
import org.almagest.sky.Separation;
import org.almagest.sky.motion.ProperMotion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins on a distance from a position at another epoch, against all pairs tried. */
class MovingMatchQueryTest {
  private static final int OBJECTS = 500;

  /** More than a degree in 16 years: objects leave their partitions, and some their margins. */
  private static final double FASTEST_MAS = 300_000;

  private static final String MOVED =
      "ivo_epoch_prop_pos(a.ra, a.dec, NULL, a.pmra, a.pmdec, NULL, 2016, 2000)";

  @TempDir static Path folder;
  private static final SplittableRandom RANDOM = new SplittableRandom(16);
  private static final double[] RA = around0();
  private static final double[] DEC = RANDOM.doubles(OBJECTS, -4, 4).toArray();
  private static final double[] PM_RA = motions();
  private static final double[] PM_DEC = motions();
  private static final double[] RA_B = around0();
  private static final double[] DEC_B = RANDOM.doubles(OBJECTS, -4, 4).toArray();
  private static Bench bench;

  private static double[] around0() {
    return RANDOM.doubles(OBJECTS, 356, 364).map(ra -> ra % 360).toArray();
  }

  private static double[] motions() {
    return RANDOM.doubles(OBJECTS, -FASTEST_MAS, FASTEST_MAS).toArray();
  }

  @BeforeAll
  static void register() throws IOException {
    bench = new Bench(folder);
    new TinyCatalog(RA, DEC, PM_RA, PM_DEC).write(folder.resolve("a"), 60, 0);
    new TinyCatalog(RA_B, DEC_B).write(folder.resolve("b"), 60, 0.1);
    bench.register("a", folder.resolve("a"));
    bench.register("b", folder.resolve("b"));
    List<CatalogTable> lists =
        List.of(
            list("still", "b", "ra", "dec"),
            // What parquet-java writes has no statistics of a column with a NaN.
            list("moving", "a", "ra", "dec", "IF(id = 7, double('NaN'), pmra) AS pmra", "pmdec"));
    bench.more.add(new CatalogSchema("mydb", null, lists));
  }

  private static CatalogTable list(String name, String of, String... columns) {
    Path list = folder.resolve(name);
    String[] selected = Stream.concat(Stream.of("id"), Stream.of(columns)).toArray(String[]::new);
    TestSpark.session()
        .read()
        .format("hats")
        .load(folder.resolve(of).toString())
        .selectExpr(selected)
        .repartition(2)
        .write()
        .parquet(list.toString());
    List<CatalogColumn> described = new ArrayList<>();
    described.add(CatalogColumn.of("id", ColumnType.LONG));
    for (String column : columns) {
      described.add(
          CatalogColumn.of(column.substring(column.lastIndexOf(' ') + 1), ColumnType.DOUBLE));
    }
    return new CatalogTable(
        "mydb",
        name,
        null,
        described,
        null,
        new FilePlacement(FilePlacement.Layout.PARQUET, list),
        OBJECTS,
        5000);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static double distance(int a, int b, double unknown) {
    double pmRa = a == unknown ? 0 : PM_RA[a];
    double[] moved =
        ProperMotion.propagate(RA[a], DEC[a], Double.NaN, pmRa, PM_DEC[a], Double.NaN, 2016, 2000);
    return Separation.degrees(moved[0], moved[1], RA_B[b], DEC_B[b]);
  }

  /** The pairs, at most so many of each object of a, its nearest ones. */
  private static List<List<Object>> expected(double radius, int most, int withoutMotion) {
    return IntStream.range(0, OBJECTS)
        .boxed()
        .flatMap(
            a ->
                IntStream.range(0, OBJECTS)
                    .boxed()
                    .filter(b -> distance(a, b, withoutMotion) <= radius)
                    .sorted(Comparator.comparingDouble(b -> distance(a, b, withoutMotion)))
                    .limit(most)
                    .map(b -> List.<Object>of((long) a, (long) b)))
        .toList();
  }

  private static void assertPairs(RoutePreference route, String from, List<List<Object>> expected) {
    String adql = "SELECT a.id, b.id FROM " + from;
    assertThat(bench.plan(route, adql).explain())
        .contains("hats-match")
        .containsIgnoringCase("epoch=2000.0");
    assertThat(bench.rows(route, adql)).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void positionsOfACatalogMoveToTheEpochOfTheOther(RoutePreference route) {
    assertPairs(
        route,
        "reg.a JOIN reg.b ON DISTANCE(" + MOVED + ", POINT(b.ra, b.dec)) < 0.3",
        expected(0.3, OBJECTS, -1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void theNearestIsTheOneAtThatEpoch(RoutePreference route) {
    assertPairs(
        route,
        "reg.a JOIN reg.b ON 1 = almagest_nearest(" + MOVED + ", POINT(b.ra, b.dec), 0.5, 2)",
        expected(0.5, 2, -1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void aCatalogMovesToTheEpochOfAList(RoutePreference route) {
    assertPairs(
        route,
        "mydb.still AS b JOIN reg.a ON DISTANCE(" + MOVED + ", POINT(b.ra, b.dec)) <= 0.3",
        expected(0.3, OBJECTS, -1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void aListMovesToTheEpochOfACatalog(RoutePreference route) {
    assertPairs(
        route,
        "mydb.moving AS a JOIN reg.b ON DISTANCE(" + MOVED + ", POINT(b.ra, b.dec)) <= 0.3",
        expected(0.3, OBJECTS, 7));
  }
}
