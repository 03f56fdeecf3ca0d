package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.Location;
import org.almagest.sky.Separation;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs of LSDB, and one without properties, registered and read by both engines. */
class RegisteredLsdbTest {
  private static final Path LSDB = OthersData.root().resolve("lsdb");

  @TempDir private Path root;

  @TestFactory
  @ComparesWithOthers({"lsdb", "m67"})
  Stream<DynamicNode> bothEnginesReadWhatOthersWrote() {
    Bench bench = new Bench(root);
    return Stream.<DynamicNode>of(
            table(bench, "small_sky_npix_as_dir", "ra", 131),
            table(bench, "small_sky_source", "source_ra", 17_161),
            table(bench, "small_sky_xmatch", "ra", 111),
            table(bench, "small_sky_order1_collection", "ra", 131),
            table(bench, "small_sky_order1_nested_sources", "ra", 131),
            dynamicTest("rows of a cone", () -> theRowsOfACone(bench)),
            dynamicTest("light curves", () -> lightCurvesAreTexts(bench)),
            dynamicTest("no properties", () -> aCatalogWithoutProperties(bench)))
        .onClose(bench::close);
  }

  private static DynamicTest table(Bench bench, String name, String ra, long rows) {
    Executable read =
        () -> {
          // A placement has no symbolic links.
          Path folder = LSDB.toRealPath().resolve(name);
          CatalogTable table = bench.register(name, folder).table();
          assertThat(table.rows()).isEqualTo(rows);
          assertThat(table.files().root()).isEqualTo(folder);
          assertThat(table.columns()).extracting(CatalogColumn::name).doesNotContain("_healpix_29");
          String query = "SELECT COUNT(*), MIN(" + ra + "), MAX(" + ra + ") FROM reg." + name;
          List<List<Object>> fast = bench.rows(RoutePreference.DUCKDB, query);
          assertThat(fast.get(0).get(0)).isEqualTo(rows);
          assertThat(bench.rows(RoutePreference.SPARK, query)).isEqualTo(fast);
        };
    return dynamicTest(name, read);
  }

  private static void theRowsOfACone(Bench bench) throws IOException {
    bench.register("cone", LSDB.resolve("small_sky_source"));
    long expected;
    try (Stream<String> lines =
        Files.lines(LSDB.resolve("raw/small_sky_source/small_sky_source.csv"))) {
      expected = lines.skip(1).filter(line -> isNear(line.split(","))).count();
    }
    String cone =
        " FROM reg.cone WHERE 1 = CONTAINS(POINT(source_ra, source_dec), CIRCLE(-35, -55, 2))";
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.plan(route, "SELECT COUNT(*)" + cone).route().files()).isLessThan(14);
      assertThat(bench.rows(route, "SELECT COUNT(*)" + cone)).containsExactly(List.of(expected));
    }
  }

  private static boolean isNear(String[] fields) {
    return Separation.degrees(
            Double.parseDouble(fields[1]), Double.parseDouble(fields[2]), 325, -55)
        <= 2;
  }

  private static void lightCurvesAreTexts(Bench bench) {
    CatalogTable table =
        bench.register("nested", LSDB.resolve("small_sky_order1_nested_sources")).table();
    assertThat(table.column("sources.mjd").orElseThrow().type()).isEqualTo(ColumnType.STRING);
    assertThat(table.column("sources.source_id").orElseThrow().indexed())
        .isEqualTo(CatalogColumn.Access.INDEXED);
    String query = "SELECT id, \"sources.mjd\", \"sources.band\" FROM reg.nested WHERE id = 707";
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      List<List<Object>> rows = bench.rows(route, query);
      assertThat(rows).hasSize(1);
      assertThat((String) rows.get(0).get(1)).startsWith("[58702.5045760322,58912.75818332304,");
      assertThat((String) rows.get(0).get(2)).startsWith("[\"i\",\"y\",\"u\"");
    }
  }

  private static void aCatalogWithoutProperties(Bench bench) {
    Path m67 = OthersData.root().resolve("m67/delve_cone");
    RegisterRequest request = RegisterRequest.of("reg", "m67", Location.of(m67));
    RegisterResult result = bench.registration.register(request.withPosition("RA", "DEC"));
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("RA", "DEC"));
    String near = "SELECT COUNT(*) FROM reg.m67 WHERE DISTANCE(RA, DEC, 8.85, 11.81) < 0.1";
    String unpruned =
        "SELECT COUNT(*) FROM reg.m67 WHERE DISTANCE(RA + 0, DEC + 0, 8.85, 11.81) < 0.1";
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.rows(route, "SELECT COUNT(*) FROM reg.m67"))
          .containsExactly(List.of(18_423L));
      assertThat((Long) bench.rows(route, near).get(0).get(0)).isPositive();
      assertThat(bench.rows(route, near)).isEqualTo(bench.rows(RoutePreference.DUCKDB, unpruned));
    }
  }
}
