package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.TestData;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.sky.Separation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationTest {

  @TempDir static Path root;
  private static Bench bench;
  private static Path lsdb;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    lsdb = TestData.root().resolve("lsdb");
    assumeThat(lsdb).as("the catalogs of LSDB's tests are here").isDirectory();
    // A placement has no symbolic links.
    lsdb = lsdb.toRealPath();
    bench = new Bench(root);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "small_sky_npix_as_dir, ra, 131",
    "small_sky_source, source_ra, 17161",
    "small_sky_xmatch, ra, 111",
    "small_sky_order1_collection, ra, 131",
    "small_sky_order1_nested_sources, ra, 131"
  })
  void bothEnginesReadWhatOthersWrote(String name, String ra, long rows) {
    RegisterResult result = bench.register(name, lsdb.resolve(name));
    CatalogTable table = result.table();
    assertThat(table.rows()).isEqualTo(rows);
    assertThat(table.files().root()).isEqualTo(lsdb.resolve(name));
    assertThat(table.columns()).extracting(CatalogColumn::name).doesNotContain("_healpix_29");
    String query = "SELECT COUNT(*), MIN(" + ra + "), MAX(" + ra + ") FROM reg." + name;
    List<List<Object>> fast = bench.rows(RoutePreference.DUCKDB, query);
    assertThat(fast.get(0).get(0)).isEqualTo(rows);
    assertThat(bench.rows(RoutePreference.SPARK, query)).isEqualTo(fast);
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void aConeReadsThePartitionsThatItTouches(RoutePreference route) throws IOException {
    bench.register("cone", lsdb.resolve("small_sky_source"));
    String cone =
        " FROM reg.cone WHERE 1 = CONTAINS(POINT(source_ra, source_dec), CIRCLE(-35, -55, 2))";
    assertThat(bench.plan(route, "SELECT COUNT(*)" + cone).route().files()).isLessThan(14);
    List<String> expected;
    try (Stream<String> lines =
        Files.lines(lsdb.resolve("raw/small_sky_source/small_sky_source.csv"))) {
      expected = lines.skip(1).filter(line -> isNear(line.split(","))).toList();
    }
    assertThat(bench.rows(route, "SELECT source_id" + cone)).hasSameSizeAs(expected);
  }

  private static boolean isNear(String[] fields) {
    return Separation.degrees(
            Double.parseDouble(fields[1]), Double.parseDouble(fields[2]), 325, -55)
        <= 2;
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void lightCurvesAreTextsInJson(RoutePreference route) {
    CatalogTable table =
        bench.register("nested", lsdb.resolve("small_sky_order1_nested_sources")).table();
    assertThat(table.column("sources.mjd").orElseThrow().type()).isEqualTo(ColumnType.STRING);
    assertThat(table.column("sources.source_id").orElseThrow().indexed())
        .isEqualTo(CatalogColumn.Access.INDEXED);
    List<List<Object>> rows =
        bench.rows(
            route, "SELECT id, \"sources.mjd\", \"sources.band\" FROM reg.nested WHERE id = 707");
    assertThat(rows).hasSize(1);
    assertThat((String) rows.get(0).get(1)).startsWith("[58702.5045760322,58912.75818332304,");
    assertThat((String) rows.get(0).get(2)).startsWith("[\"i\",\"y\",\"u\"");
  }

  @Test
  void anIdentifierReadsThePartitionsThatTheIndexNames() {
    bench.register("ids", lsdb.resolve("small_sky_order1_collection"));
    String query = "SELECT id, ra FROM reg.ids WHERE id = 707";
    assertThat(bench.plan(RoutePreference.AUTO, query).route())
        .satisfies(
            route -> {
              assertThat(route.files()).isEqualTo(1);
              assertThat(route.filesInAll()).isEqualTo(4);
              assertThat(route.backend()).isEqualTo(BackendId.DUCKDB);
            });
    assertThat(bench.rows(RoutePreference.AUTO, query)).hasSize(1);
    assertThat(bench.rows(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE 708 = id"))
        .hasSize(1);
    assertThat(bench.rows(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id IN (707, 792, 1)"))
        .hasSize(2);
    assertThat(
            bench
                .plan(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id = -5")
                .route()
                .files())
        .isZero();
    assertThat(bench.rows(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id = -5")).isEmpty();
    assertThat(
            bench
                .plan(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id <> 707")
                .route()
                .files())
        .isEqualTo(4);
    assertThat(
            bench
                .plan(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id = 707.5")
                .route()
                .files())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void aCatalogWithoutPropertiesIsReadOnceItsPositionsAreNamed(RoutePreference route) {
    Path m67 = TestData.root().resolve("m67/delve_cone");
    assumeThat(m67).as("the cone around M67 is here").isDirectory();
    assertThatThrownBy(() -> bench.register("m67", m67))
        .isInstanceOf(RegisterException.class)
        .hasMessageEndingWith(
            "names the columns of their positions: name them with --ra and --dec");
    RegisterRequest request = RegisterRequest.of("reg", "m67", Location.of(m67));
    assertThatThrownBy(() -> bench.registration.register(request.withPosition("alpha", "delta")))
        .hasMessageContaining("has no column [alpha] for a position; its columns are ");
    RegisterResult result = bench.registration.register(request.withPosition("RA", "DEC"));
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("RA", "DEC"));
    assertThat(bench.rows(route, "SELECT COUNT(*) FROM reg.m67")).containsExactly(List.of(18_423L));
    String near = "SELECT COUNT(*) FROM reg.m67 WHERE DISTANCE(RA, DEC, 8.85, 11.81) < 0.1";
    assertThat((Long) bench.rows(route, near).get(0).get(0)).isPositive();
    assertThat(bench.rows(route, near))
        .isEqualTo(
            bench.rows(
                RoutePreference.DUCKDB,
                "SELECT COUNT(*) FROM reg.m67 WHERE DISTANCE(RA + 0, DEC + 0, 8.85, 11.81) < 0.1"));
  }

  @Test
  void registeringAgainReplacesAndUnregisteringLeavesTheFiles() {
    bench.register("again", lsdb.resolve("small_sky_xmatch"));
    bench.register("again", lsdb.resolve("small_sky_source"));
    assertThat(bench.rows(RoutePreference.DUCKDB, "SELECT COUNT(*) FROM reg.again"))
        .containsExactly(List.of(17_161L));
    assertThat(bench.registration.unregister("REG", "Again"))
        .isEqualTo(lsdb.resolve("small_sky_source").toString());
    assertThat(lsdb.resolve("small_sky_source/hats.properties")).isRegularFile();
    assertThatThrownBy(() -> bench.registration.unregister("reg", "again"))
        .hasMessage("There is no table [reg.again]");
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> bench.register("margin", lsdb.resolve("small_sky_xmatch_margin")))
        .hasMessageContaining(
            "is a catalog of type MARGIN: it repeats rows of its primary catalog");
    assertThatThrownBy(
            () ->
                bench.register(
                    "idx", lsdb.resolve("small_sky_order1_collection/small_sky_order1_id_index")))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("register the collection that it belongs to");
    assertThatThrownBy(() -> bench.register("select", lsdb.resolve("small_sky_xmatch")))
        .hasMessageContaining("take no word that ADQL reserves");
    assertThatThrownBy(() -> bench.register("none", folder.resolve("nowhere")))
        .hasMessage("There is no folder [" + folder.resolve("nowhere") + "]");
  }

  @Test
  void refusesCatalogsThatQueriesWouldFailOn() throws IOException {
    copy(lsdb.resolve("small_sky_source"), folder);
    HatsProperties properties = HatsProperties.read(folder);
    properties.with(Map.of("hats_nrows", "17162")).write(folder);
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining("say hats_nrows=17162, but its files hold 17161 rows");
    properties.write(folder);
    Path file = folder.resolve("dataset/Norder=1/Dir=0/Npix=47.parquet");
    Path other = folder.resolve("dataset/Norder=2/Dir=0/Npix=187.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining("Npix=47.parquet] has ")
        .hasMessageContaining(" rows, but _metadata says ");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining("Npix=47.parquet] is not Parquet");
    assertThat(bench.store.releases().stream().flatMap(schema -> schema.tables().stream()))
        .noneMatch(table -> table.name().equals("broken"));
  }

  @Test
  void refusesAFolderWhoseNameEnginesWouldExpand() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a[1]"));
    assertThatThrownBy(() -> bench.register("odd", odd))
        .hasMessageContaining("which engines take for a pattern");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
