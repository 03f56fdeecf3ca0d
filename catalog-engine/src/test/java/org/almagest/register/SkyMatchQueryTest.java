package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.almagest.TestSpark;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.FilePlacement;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.hats.match.TinyCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins on a distance in ADQL: the match relation of both engines, against the join by cells. */
class SkyMatchQueryTest {

  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void register() throws IOException {
    bench = new Bench(folder);
    SplittableRandom random = new SplittableRandom(12);
    for (String side : List.of("a", "b")) {
      double[] ra = random.doubles(900, 355, 375).map(x -> x % 360).toArray();
      double[] dec = random.doubles(900, -5, 5).toArray();
      new TinyCatalog(ra, dec).write(folder.resolve(side), 100, side.equals("b") ? 0.3 : 0);
      bench.register(side, folder.resolve(side));
    }
    CatalogTable list = list("list", "id < 60", 60);
    bench.more.add(new CatalogSchema("mydb", null, List.of(list, list("few", "id = 7", 1))));
  }

  /** A list near the objects of a, with a row without a position and one that is NaN. */
  private static CatalogTable list(String name, String condition, long rows) {
    Path list = folder.resolve(name);
    TestSpark.session()
        .read()
        .format("hats")
        .load(folder.resolve("a").toString())
        .where(condition)
        .selectExpr(
            "id AS n",
            "IF(id = 3, NULL, IF(id = 4, double('NaN'), ra + 0.01)) AS lon",
            "dec + 0.01 AS lat",
            "concat('POINT ICRS ', ra, ' ', dec) AS where_is")
        .repartition(2)
        .write()
        .parquet(list.toString());
    List<CatalogColumn> columns =
        List.of(
            column("n", ColumnType.LONG),
            column("lon", ColumnType.DOUBLE),
            column("lat", ColumnType.DOUBLE),
            new CatalogColumn(
                "where_is",
                ColumnType.STRING,
                null,
                null,
                null,
                null,
                CatalogColumn.Visibility.PRINCIPAL,
                CatalogColumn.Access.SCANNED,
                "adql:POINT",
                null));
    FilePlacement placement = new FilePlacement(FilePlacement.Layout.PARQUET, list);
    return new CatalogTable("mydb", name, null, columns, null, placement, rows, 5000);
  }

  @Test
  void aListCountsTheRowsNearItAlone() {
    RouterSettings lines = new RouterSettings(450, 1, 1_000);
    String near = " ON DISTANCE(lon, lat, a.ra, a.dec) < 0.1";
    for (String join : List.of("mydb.few JOIN reg.a", "reg.a JOIN mydb.few")) {
      assertThat(bench.routed(lines, "SELECT n, id FROM " + join + near))
          .isEqualTo(BackendId.DUCKDB);
    }
    for (String join :
        List.of("mydb.list JOIN reg.a", "reg.a LEFT OUTER JOIN mydb.few", "reg.a JOIN reg.b")) {
      String on = join.endsWith("b") ? near.replace("lon, lat", "b.ra, b.dec") : near;
      assertThat(bench.routed(lines, "SELECT a.id FROM " + join + on))
          .as(join)
          .isEqualTo(BackendId.SPARK);
    }
  }

  private static CatalogColumn column(String name, ColumnType type) {
    return new CatalogColumn(
        name,
        type,
        null,
        null,
        null,
        null,
        CatalogColumn.Visibility.PRINCIPAL,
        CatalogColumn.Access.SCANNED);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.2",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON DISTANCE(b.ra, b.dec, a.ra, a.dec) <= 0.2",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON DISTANCE(POINT(a.ra, a.dec), POINT(b.ra,"
            + " b.dec)) < 0.25 AND a.mag < b.mag",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON 1 = CONTAINS(POINT(a.ra, a.dec), CIRCLE(b.ra,"
            + " b.dec, 0.2))",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON 1 = CONTAINS(POINT(b.ra, b.dec), CIRCLE(a.ra,"
            + " a.dec, 0.2)) WHERE a.mag = 3 AND b.mag > 5",
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1",
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1 WHERE b.id IS NULL AND a.mag = 2",
        "SELECT x.id, b.id FROM (SELECT id, ra, dec FROM reg.a WHERE mag > 4) AS x JOIN reg.b ON"
            + " DISTANCE(x.ra, x.dec, b.ra, b.dec) < 0.2",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.2 WHERE"
            + " DISTANCE(a.ra, a.dec, 1, 1) < 3",
        "SELECT a.mag, COUNT(*) FROM reg.a JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.2"
            + " GROUP BY a.mag",
        "SELECT one.id, two.id FROM reg.a AS one JOIN reg.a AS two ON DISTANCE(one.ra, one.dec,"
            + " two.ra, two.dec) < 0.2 AND one.id < two.id",
        "SELECT n, b.id FROM mydb.list JOIN reg.b ON DISTANCE(lon, lat, b.ra, b.dec) < 0.3",
        "SELECT n, b.id FROM reg.b JOIN mydb.list ON DISTANCE(lon, lat, b.ra, b.dec) <= 0.3 AND n"
            + " < b.id WHERE mag > 2",
        "SELECT n, b.id FROM mydb.list LEFT OUTER JOIN reg.b ON DISTANCE(lon, lat, b.ra, b.dec) <"
            + " 0.1",
        "SELECT n, b.id FROM reg.b LEFT OUTER JOIN mydb.list ON DISTANCE(lon, lat, b.ra, b.dec) <"
            + " 0.3",
        "SELECT n, b.id FROM reg.b FULL OUTER JOIN mydb.list ON DISTANCE(lon, lat, b.ra, b.dec) <"
            + " 0.1",
        "SELECT n, b.id FROM reg.b RIGHT OUTER JOIN mydb.list ON DISTANCE(lon, lat, b.ra, b.dec) <"
            + " 0.1",
        "SELECT a.id, b.id, b.mag FROM reg.a RIGHT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra,"
            + " b.dec) < 0.1",
        "SELECT a.id, b.id, b.mag FROM reg.a FULL OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra,"
            + " b.dec) <= 0.1",
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1 AND b.mag > 3 AND b.mag <= 7",
        "SELECT a.id, x.id FROM reg.a FULL OUTER JOIN (SELECT id, ra, dec FROM reg.b WHERE mag"
            + " BETWEEN 2 AND 4.5) AS x ON DISTANCE(a.ra, a.dec, x.ra, x.dec) < 0.3",
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1 WHERE b.ra IS NULL",
        "SELECT COUNT(*) FROM reg.a JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.1",
        "SELECT x.id, x.other, c.id FROM (SELECT a.id, a.ra AS ra, a.dec, b.id AS other FROM reg.a"
            + " JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.1) AS x JOIN reg.b AS c ON"
            + " DISTANCE(x.ra, x.dec, c.ra, c.dec) < 0.2",
        "SELECT id FROM reg.a WHERE id IN (SELECT b.id FROM reg.b JOIN reg.a AS c ON"
            + " DISTANCE(c.ra, c.dec, b.ra, b.dec) < 0.1 WHERE c.mag > a.mag)",
        "SELECT COUNT(where_is), COUNT(n) FROM mydb.list JOIN reg.b"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) < 0.1",
        "SELECT b.id FROM mydb.list JOIN reg.b ON DISTANCE(lon, lat, b.ra, b.dec) < 0.1",
        "SELECT id FROM (SELECT * FROM mydb.list JOIN reg.b"
            + " ON DISTANCE(lon, lat, b.ra, b.dec) < 0.1 WHERE n > 20 AND mag > 1) AS t"
      })
  void aJoinOfTwoCatalogsIsTheMatchRelationAndGivesWhatCellsGive(String adql) {
    assertThat(bench.plan(RoutePreference.SPARK, adql).explain()).contains("hats-match");
    assertThat(bench.plan(RoutePreference.DUCKDB, adql).explain()).contains("hats-match");
    assertSameRows(adql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1 AND b.mag > a.mag",
        "SELECT a.id, b.id FROM reg.a LEFT OUTER JOIN reg.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec)"
            + " < 0.1 AND SQRT(b.mag) > 2",
        "SELECT a.id, x.id FROM reg.a JOIN (SELECT MAX(id) AS id, MAX(ra) AS ra, MAX(dec) AS dec"
            + " FROM reg.b GROUP BY mag) AS x ON DISTANCE(a.ra, a.dec, x.ra, x.dec) < 1",
        "SELECT a.id, b.id FROM reg.a JOIN reg.b ON DISTANCE(a.ra + 0.1, a.dec, b.ra, b.dec) < 0.1"
      })
  void otherJoinsStayJoinsByCells(String adql) {
    assertThat(bench.plan(RoutePreference.SPARK, adql).explain()).doesNotContain("hats-match");
    assertSameRows(adql);
  }

  private static void assertSameRows(String adql) {
    // A longitude that is computed is no column: such a join is one by cells.
    String byCells = adql.replaceAll("\\b([a-z]+\\.ra|lon)\\b", "ABS($1)");
    assertThat(bench.plan(RoutePreference.DUCKDB, byCells).explain()).doesNotContain("hats-match");
    List<List<Object>> expected = bench.rows(RoutePreference.DUCKDB, byCells);
    for (RoutePreference route : List.of(RoutePreference.SPARK, RoutePreference.DUCKDB)) {
      assertThat(bench.rows(route, adql))
          .as(route + ": " + adql)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
