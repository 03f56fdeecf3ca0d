package org.almagest.register;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.SmallSky;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.Route;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.ingest.nest.NestRequest;
import org.almagest.ingest.nest.Nesting;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sky.Separation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationTest {

  @TempDir static Path root;
  private static final SmallSky SKY = new SmallSky();
  private static Bench bench;
  private static Path stars;
  private static Path detections;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    bench = new Bench(root);
    stars = root.resolve("stars");
    copy(SKY.ingestStars(bench.data, bench.store, "object").files().root(), stars);
    detections = root.resolve("detections");
    copy(SKY.ingestDetections(bench.data, bench.store, "source").files().root(), detections);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  /** A catalog without its collection. */
  private static Path catalog(Path collection) {
    return HatsCollection.open(Location.of(collection)).catalog().root().path();
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void aCollectionAndACatalogAreReadWhereTheyAre(RoutePreference route) {
    CatalogTable whole = bench.register("whole", stars).table();
    assertThat(whole.rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(whole.files().root()).isEqualTo(stars);
    assertThat(whole.columns()).extracting(CatalogColumn::name).doesNotContain("_healpix_29");
    CatalogTable alone = bench.register("alone", catalog(detections)).table();
    assertThat(alone.files().root()).isEqualTo(catalog(detections));
    assertThat(bench.rows(route, "SELECT COUNT(*), MIN(ra), MAX(ra) FROM reg.whole"))
        .containsExactly(
            List.of(
                (long) SmallSky.OBJECTS,
                SKY.stars().stream().mapToDouble(SmallSky.Star::ra).min().orElseThrow(),
                SKY.stars().stream().mapToDouble(SmallSky.Star::ra).max().orElseThrow()));
    assertThat(bench.rows(route, "SELECT COUNT(*) FROM reg.alone"))
        .containsExactly(List.of((long) SmallSky.DETECTIONS));
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void aConeReadsThePartitionsThatItTouches(RoutePreference route) {
    bench.register("cone", detections);
    SmallSky.Star star = SKY.stars().get(0);
    String cone =
        " FROM reg.cone WHERE 1 = CONTAINS(POINT(source_ra, source_dec), CIRCLE(%s, %s, 2))"
            .formatted(star.ra() - 360, star.dec());
    Route plan = bench.plan(route, "SELECT COUNT(*)" + cone).route();
    assertThat(plan.files()).isLessThan(plan.filesInAll());
    assertThat(bench.rows(route, "SELECT source_id" + cone))
        .extracting(row -> ((Number) row.get(0)).longValue())
        .containsExactlyInAnyOrderElementsOf(
            SKY.detections().stream()
                .filter(d -> Separation.degrees(d.ra(), d.dec(), star.ra(), star.dec()) <= 2)
                .map(SmallSky.Detection::id)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void lightCurvesAreTextsInJson(RoutePreference route) throws IOException {
    Path nested =
        new Nesting(bench.data, bench.store, Clock.systemUTC())
            .run(
                new NestRequest(
                    "small",
                    "object_lc",
                    "small.object",
                    "small.source",
                    "id",
                    "object_id",
                    List.of("mjd", "band"),
                    "mjd",
                    "sources",
                    null),
                IngestListener.NONE)
            .table()
            .files()
            .root();
    copy(nested, folder);
    CatalogTable table = bench.register("nested", folder).table();
    assertThat(table.column("sources.mjd").orElseThrow().type()).isEqualTo(ColumnType.STRING);
    assertThat(table.column("id").orElseThrow().indexed()).isEqualTo(CatalogColumn.Access.INDEXED);
    List<List<Object>> rows =
        bench.rows(
            route, "SELECT id, \"sources.mjd\", \"sources.band\" FROM reg.nested WHERE id = 707");
    List<SmallSky.Detection> curve =
        SKY.detections().stream()
            .filter(d -> d.of().id() == 707)
            .sorted(Comparator.comparingDouble(SmallSky.Detection::mjd))
            .toList();
    assertThat(rows)
        .containsExactly(
            List.of(
                707,
                curve.stream().map(d -> "" + d.mjd()).collect(joining(",", "[", "]")),
                curve.stream().map(d -> "\"" + d.band() + "\"").collect(joining(",", "[", "]"))));
  }

  @Test
  void anIdentifierReadsThePartitionsThatTheIndexNames() {
    bench.register("ids", stars);
    int all = HatsCollection.open(Location.of(stars)).catalog().partitions().size();
    String query = "SELECT id, ra FROM reg.ids WHERE id = 707";
    assertThat(bench.plan(RoutePreference.AUTO, query).route())
        .satisfies(
            route -> {
              assertThat(route.files()).isEqualTo(1);
              assertThat(route.filesInAll()).isEqualTo(all).isGreaterThan(3);
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
        .isEqualTo(all);
    assertThat(
            bench
                .plan(RoutePreference.AUTO, "SELECT id FROM reg.ids WHERE id = 707.5")
                .route()
                .files())
        .isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"DUCKDB", "SPARK"})
  void aCatalogWithoutPropertiesIsReadOnceItsPositionsAreNamed(RoutePreference route)
      throws IOException {
    copy(catalog(detections), folder);
    Files.delete(folder.resolve(HatsProperties.FILE));
    Files.deleteIfExists(folder.resolve(HatsProperties.LEGACY_FILE));
    assertThatThrownBy(() -> bench.register("bare", folder))
        .isInstanceOf(RegisterException.class)
        .hasMessageEndingWith(
            "names the columns of their positions: name them with --ra and --dec");
    RegisterRequest request = RegisterRequest.of("reg", "bare", Location.of(folder));
    assertThatThrownBy(() -> bench.registration.register(request.withPosition("alpha", "delta")))
        .hasMessageContaining("has no column [alpha] for a position; its columns are ");
    RegisterResult result =
        bench.registration.register(request.withPosition("source_ra", "source_dec"));
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("source_ra", "source_dec"));
    assertThat(bench.rows(route, "SELECT COUNT(*) FROM reg.bare"))
        .containsExactly(List.of((long) SmallSky.DETECTIONS));
    SmallSky.Star star = SKY.stars().get(0);
    long near =
        SKY.detections().stream()
            .filter(d -> Separation.degrees(d.ra(), d.dec(), star.ra(), star.dec()) < 0.5)
            .count();
    assertThat(near).isPositive();
    assertThat(
            bench.rows(
                route,
                "SELECT COUNT(*) FROM reg.bare WHERE DISTANCE(source_ra, source_dec, %s, %s) < 0.5"
                    .formatted(star.ra(), star.dec())))
        .containsExactly(List.of(near));
  }

  @Test
  void registeringAgainReplacesAndUnregisteringLeavesTheFiles() {
    bench.register("again", stars);
    bench.register("again", detections);
    assertThat(bench.rows(RoutePreference.DUCKDB, "SELECT COUNT(*) FROM reg.again"))
        .containsExactly(List.of((long) SmallSky.DETECTIONS));
    assertThat(bench.registration.unregister("REG", "Again")).isEqualTo(detections.toString());
    assertThat(detections.resolve("collection.properties")).isRegularFile();
    assertThatThrownBy(() -> bench.registration.unregister("reg", "again"))
        .hasMessage("There is no table [reg.again]");
  }

  @Test
  void refusesWhatIsNoTable() {
    HatsCollection collection = HatsCollection.open(Location.of(stars));
    assertThatThrownBy(() -> bench.register("margin", collection.margins().get(0).root().path()))
        .hasMessageContaining(
            "is a catalog of type MARGIN: it repeats rows of its primary catalog");
    assertThatThrownBy(() -> bench.register("idx", collection.indexes().get("id").root().path()))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("register the collection that it belongs to");
    assertThatThrownBy(() -> bench.register("select", stars))
        .hasMessageContaining("take no word that ADQL reserves");
    assertThatThrownBy(() -> bench.register("none", folder.resolve("nowhere")))
        .hasMessage("There is no folder [" + folder.resolve("nowhere") + "]");
  }

  @Test
  void refusesCatalogsThatQueriesWouldFailOn() throws IOException {
    copy(catalog(detections), folder);
    List<HatsPartition> partitions = HatsCatalog.open(folder).partitions();
    HatsProperties properties = HatsProperties.read(folder);
    properties.with(Map.of("hats_nrows", "5241")).write(folder);
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining("say hats_nrows=5241, but its files hold 5240 rows");
    properties.write(folder);
    Path file = partitions.get(0).files().get(0).path();
    Path other = partitions.get(1).files().get(0).path();
    byte[] bytes = Files.readAllBytes(file);
    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining(file.getFileName() + "] has ")
        .hasMessageContaining(" rows, but _metadata says ");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    assertThatThrownBy(() -> bench.register("broken", folder))
        .hasMessageContaining(file.getFileName() + "] is not Parquet");
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
