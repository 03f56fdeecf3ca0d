package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.backend.BackendException;
import org.almagest.backend.BackendId;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.hats.match.TinyCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matches with sides that are written as tables first, against the join by cells. */
class StagedMatchQueryTest {

  /** Each match is worth it, and each list is long. */
  private static final RouterSettings CATALOGS = new RouterSettings(1_000, 0, 0);

  /** Each match is worth it; what was written is a list where it may be. */
  private static final RouterSettings LISTS = new RouterSettings(1_000, 0, 1_000);

  private static final String NEAR = " ON DISTANCE(a.ra, a.dec, x.ra, x.dec) < 1";

  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void register() throws IOException {
    bench = new Bench(folder);
    SplittableRandom random = new SplittableRandom(27);
    for (String side : List.of("a", "b")) {
      double[] ra = random.doubles(700, 355, 375).map(x -> x % 360).toArray();
      double[] dec = random.doubles(700, -5, 5).toArray();
      new TinyCatalog(ra, dec, random.doubles(700, -1e5, 1e5).toArray(), new double[700])
          .write(folder.resolve(side), 100, side.equals("b") ? 0.3 : 0);
      bench.register(side, folder.resolve(side));
    }
    new TinyCatalog(new double[] {1, 2}, new double[] {1, 2})
        .write(folder.resolve("broken"), 10, 0);
    bench.register("broken", folder.resolve("broken"));
    try (Stream<Path> files = Files.walk(folder.resolve("broken"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4, bytes.length / 3, (byte) 0x55);
        Files.write(file, bytes);
      }
    }
    bench.more.add(new CatalogSchema("mydb", null, List.of(list("list"), list("other"))));
  }

  /** Rows near objects of a: one without a position, one at NaN, texts that are empty or null. */
  private static CatalogTable list(String name) {
    Path list = folder.resolve(name);
    TestSpark.session()
        .read()
        .format("hats")
        .load(folder.resolve("a").toString())
        .where("id < 200")
        .selectExpr(
            "id AS n",
            "IF(id = 3, NULL, IF(id = 4, double('NaN'), ra + 0.01)) AS lon",
            "dec + 0.01 AS lat",
            "IF(id % 3 = 0, '', IF(id % 3 = 1, NULL, '\\\\N')) AS word",
            "float(IF(id % 5 = 0, 'NaN', id)) AS flux",
            "CAST(timestamp_micros(id) AS TIMESTAMP_NTZ) AS seen",
            "id % 2 = 0 AS even",
            "smallint(id) AS small",
            "pmra",
            "pmdec")
        .repartition(2)
        .write()
        .parquet(list.toString());
    List<CatalogColumn> columns =
        List.of(
            CatalogColumn.of("n", ColumnType.LONG),
            CatalogColumn.of("lon", ColumnType.DOUBLE),
            CatalogColumn.of("lat", ColumnType.DOUBLE),
            CatalogColumn.of("word", ColumnType.STRING),
            CatalogColumn.of("flux", ColumnType.FLOAT),
            CatalogColumn.of("seen", ColumnType.TIMESTAMP),
            CatalogColumn.of("even", ColumnType.BOOLEAN),
            CatalogColumn.of("small", ColumnType.SHORT),
            CatalogColumn.of("pmra", ColumnType.DOUBLE),
            CatalogColumn.of("pmdec", ColumnType.DOUBLE));
    FilePlacement placement = new FilePlacement(FilePlacement.Layout.PARQUET, list);
    return new CatalogTable("mydb", name, null, columns, null, placement, 200, 5000);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    if (Files.exists(bench.written)) {
      try (Stream<Path> left = Files.list(bench.written)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static QueryPlan plan(RouterSettings lines, RoutePreference route, String adql) {
    return bench
        .engine(lines)
        .plan(new QueryRequest(adql, route, OptionalLong.empty()), bench.catalog());
  }

  private static void assertStagedRowsAreThoseOfCells(String adql) {
    String byCells = adql.replaceAll("\\blon\\b(?=, (o\\.)?lat)", "ABS(lon)");
    QueryPlan cells = bench.plan(RoutePreference.DUCKDB, byCells);
    assertThat(cells.explain()).doesNotContain("Written first");
    List<List<Object>> expected = Bench.rows(cells);
    assertThat(expected).isNotEmpty();
    for (RouterSettings lines : List.of(CATALOGS, LISTS)) {
      // Lists on Spark are those of other tests.
      for (RoutePreference route :
          lines.equals(LISTS)
              ? List.of(RoutePreference.DUCKDB)
              : List.of(RoutePreference.SPARK, RoutePreference.DUCKDB)) {
        QueryPlan staged = plan(lines, route, adql);
        if (lines.equals(CATALOGS)) {
          assertThat(staged.explain()).contains("Written first", "hats-match");
        }
        assertThat(Bench.rows(staged))
            .as(lines + ", " + route + ": " + adql)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id, x.id FROM reg.a JOIN (SELECT MAX(id) AS id, MAX(ra) AS ra, MAX(dec) AS dec"
            + " FROM reg.b GROUP BY mag) AS x"
            + NEAR,
        "SELECT a.id, x.id FROM (SELECT MAX(id) AS id, MAX(ra) AS ra, MAX(dec) AS dec"
            + " FROM reg.b GROUP BY mag) AS x LEFT OUTER JOIN reg.a"
            + NEAR,
        "SELECT a.id, x.id FROM reg.a LEFT OUTER JOIN (SELECT TOP 50 id, ra, dec FROM reg.b"
            + " ORDER BY mag, id) AS x"
            + NEAR,
        "SELECT a.id, x.id FROM (SELECT TOP 50 id, ra, dec FROM reg.b ORDER BY mag, id) AS x FULL"
            + " OUTER JOIN reg.a"
            + NEAR,
        "SELECT a.id, x.id FROM reg.a JOIN (SELECT DISTINCT id, ra, dec FROM reg.b) AS x" + NEAR,
        "SELECT a.id, x.id FROM reg.a JOIN (SELECT id, ra, dec FROM reg.b WHERE mag < 2 UNION ALL"
            + " SELECT id, ra, dec FROM reg.b WHERE mag > 7) AS x"
            + NEAR
            + " AND a.id < x.id",
        "SELECT a.id, x.id FROM reg.a LEFT OUTER JOIN (SELECT id, ra, dec FROM reg.b WHERE"
            + " SQRT(mag) > 2) AS x"
            + NEAR,
        "SELECT a.id, x.id FROM reg.a JOIN (SELECT MAX(id) AS id, AVG(ra) AS ra, AVG(dec) AS dec"
            + " FROM reg.b WHERE ra < 100 GROUP BY mag) AS x"
            + " ON almagest_nearest(a.ra, a.dec, x.ra, x.dec, 3, 2) = 1",
        "SELECT id FROM reg.b WHERE id IN (SELECT a.id FROM reg.a JOIN (SELECT DISTINCT ra, dec"
            + " FROM reg.b) AS x"
            + NEAR
            + ")",
        "SELECT x.id, x.other, c.id FROM (SELECT a.id, a.ra AS ra, a.dec, b.id AS other FROM reg.a"
            + " JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.3) AS x JOIN reg.b AS c ON"
            + " DISTANCE(x.ra, x.dec, c.ra, c.dec) < 0.5",
        "SELECT x.n, y.n FROM (SELECT mag, COUNT(*) AS n, AVG(ra) AS ra, AVG(dec) AS dec FROM reg.a"
            + " WHERE ra < 100 GROUP BY mag) AS x JOIN (SELECT mag, COUNT(*) AS n, AVG(ra) AS ra,"
            + " AVG(dec) AS dec FROM reg.b WHERE ra < 100 GROUP BY mag) AS y"
            + " ON DISTANCE(x.ra, x.dec, y.ra, y.dec) < 3",
        "SELECT COUNT(*) FROM reg.a JOIN (SELECT DISTINCT ra, dec FROM reg.b) AS x" + NEAR
      })
  void subQueriesAreWritten(String adql) {
    assertStagedRowsAreThoseOfCells(adql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT n, word, flux, seen, even, small, b.id FROM mydb.list JOIN reg.b"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) < 0.3",
        "SELECT n, b.id FROM mydb.list LEFT OUTER JOIN reg.b"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) <= 0.1",
        "SELECT n, b.id FROM reg.b LEFT OUTER JOIN mydb.list"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) < 0.3",
        "SELECT n, b.id FROM reg.b FULL OUTER JOIN mydb.list"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) < 0.1",
        "SELECT n, b.id FROM mydb.list JOIN reg.b ON DISTANCE(lon, lat, b.ra, b.dec) < 0.3"
            + " WHERE n > 20 AND word = ''",
        "SELECT n, b.id FROM mydb.list LEFT OUTER JOIN reg.b"
            + " ON 1 = almagest_nearest(lon, lat, b.ra, b.dec, 0.5, 2)",
        "SELECT n, b.id FROM mydb.list JOIN reg.b ON DISTANCE(ivo_epoch_prop_pos("
            + "lon, lat, NULL, list.pmra, list.pmdec, NULL, 2016, 2000), POINT(b.ra, b.dec)) < 0.3"
      })
  void longListsAreWritten(String adql) {
    assertStagedRowsAreThoseOfCells(adql);
  }

  @Test
  void oneOfTwoListsIsWritten() {
    assertStagedRowsAreThoseOfCells(
        "SELECT l.n, o.n FROM mydb.list AS l JOIN (SELECT n, lon AS ra, lat AS dec FROM mydb.other"
            + " WHERE n < 90) AS o ON DISTANCE(lon, lat, o.ra, o.dec) < 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void aSideWithoutRowsHasNoPartners(RoutePreference route) {
    String none = "(SELECT MAX(id) AS id, ra, dec FROM reg.b WHERE mag > 99 GROUP BY ra, dec) AS x";
    for (RouterSettings lines : List.of(CATALOGS, LISTS)) {
      String inner = "SELECT a.id, x.id FROM reg.a JOIN " + none + NEAR;
      assertThat(Bench.rows(plan(lines, route, inner))).isEmpty();
      String left = "SELECT COUNT(*), COUNT(x.id) FROM reg.a LEFT OUTER JOIN " + none + NEAR;
      assertThat(Bench.rows(plan(lines, route, left))).containsExactly(List.of(700L, 0L));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "SPARK"})
  void nothingIsLeftOfAQueryThatFailsOrIsCancelled(RoutePreference route) {
    String distinct = " FROM reg.a JOIN (SELECT DISTINCT id, ra, dec FROM reg.b) AS x" + NEAR;
    for (String table : List.of("reg.a", "reg.b")) {
      String failing = "SELECT COUNT(*)" + distinct.replace(table, "reg.broken");
      try (Execution execution =
          plan(CATALOGS, route, failing.replace("reg.broken JOIN", "reg.broken AS a JOIN"))
              .execution()) {
        assertThatThrownBy(() -> count(execution)).isInstanceOf(BackendException.class);
      }
    }
    try (Execution execution = plan(CATALOGS, route, "SELECT a.id" + distinct).execution()) {
      execution.cancel();
      assertThatThrownBy(execution::rows)
          .isInstanceOfSatisfying(
              BackendException.class,
              failure -> assertThat(failure.code()).isEqualTo(BackendException.Code.CANCELLED));
    }
    try (Execution execution = plan(CATALOGS, route, "SELECT a.id" + distinct).execution();
        RowStream rows = execution.rows()) {
      assertThat(bench.written).isNotEmptyDirectory();
      assertThat(rows.advance()).isTrue();
      execution.cancel();
      assertThatThrownBy(rows::advance).hasMessage("The query was cancelled");
    }
  }

  private static long count(Execution execution) {
    try (RowStream rows = execution.rows()) {
      long count = 0;
      while (rows.advance()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void thePlanSaysWhatIsWrittenAndCountsItsRows() {
    QueryPlan plan =
        plan(
            CATALOGS,
            RoutePreference.AUTO,
            "SELECT a.id FROM reg.a JOIN (SELECT DISTINCT ra, dec FROM reg.b) AS x" + NEAR);
    assertThat(plan.route().reasons())
        .contains("A side of a sky match is written as a table first, by DUCKDB.");
    assertThat(plan.route().estimatedRows()).isEqualTo(1400);
    assertThat(plan.tables()).extracting(CatalogTable::name).containsExactly("b", "a");
  }

  @Test
  void aWrittenSideIsMatchedWhereAListWouldBe() {
    RouterSettings lines = new RouterSettings(1_000, 0, 0);
    String list = "SELECT n FROM mydb.list JOIN reg.b ON DISTANCE(lon, lat, b.ra, b.dec) < 0.3";
    assertThat(bench.routed(lines, list)).isEqualTo(BackendId.DUCKDB);
    String catalogs = "SELECT a.id FROM reg.a JOIN reg.b AS x" + NEAR;
    assertThat(bench.routed(lines, catalogs)).isEqualTo(BackendId.SPARK);
  }

  @Test
  void aMatchThatReadsFewRowsIsAJoinByCells() {
    String adql = "SELECT a.id FROM reg.a JOIN (SELECT DISTINCT ra, dec FROM reg.b) AS x" + NEAR;
    RouterSettings lines = new RouterSettings(1_000, 1_400, 0);
    assertThat(plan(lines, RoutePreference.AUTO, adql).explain()).doesNotContain("Written first");
  }
}
