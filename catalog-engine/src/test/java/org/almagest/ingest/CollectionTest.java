package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.TestData;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsType;
import org.almagest.hats.NioParquet;
import org.almagest.hats.write.ProductType;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an ingest writes beside the catalog, compared with what hats-import wrote. */
class CollectionTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static DataDirectory data;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
    data = new DataDirectory(root.resolve("data"));
    CatalogStore store = new CatalogStore(database.dataSource(), data);
    ingest = new Ingest(data, store, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void partitionsAreThoseOfHatsImport() throws IOException {
    CatalogTable table = source("partitions", 3000, 2, SkyOptions.DEFAULT);
    Path written = IngestedTables.catalog(table).root().path().resolve("partition_info.csv");
    assertThat(Files.readAllLines(written))
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(lsdb("small_sky_source/partition_info.csv")));
  }

  @Test
  void theMarginsHaveTheRowsOfThoseOfHatsImport() throws IOException {
    sameMargin(
        small("small_sky/small_sky.csv", "one_deg", 3600, 1, 100),
        "small_sky_order1_collection/small_sky_order1_margin_1deg",
        "id");
    sameMargin(
        small("small_sky/small_sky.csv", "two_deg", 7200, 1, 100),
        "small_sky_order1_collection/small_sky_order1_margin_2deg",
        "id");
  }

  @Test
  void theMarginOfDetectionsHasTheRowsOfThatOfHatsImport() throws IOException {
    HatsCatalog stored = HatsCatalog.open(lsdb("small_sky_source_margin"));
    double threshold =
        Double.parseDouble(stored.properties().value("hats_margin_threshold").orElseThrow());
    CatalogTable table =
        source("with_margin", 3000, 2, new SkyOptions(threshold, null, ProductType.SOURCE));
    sameMargin(table, "small_sky_source_margin", "source_id");
  }

  private static void sameMargin(CatalogTable table, String stored, String id) {
    HatsCollection collection = IngestedTables.collection(table);
    HatsCatalog margin = collection.margins().get(0);
    HatsCatalog expected = HatsCatalog.open(lsdb(stored));
    assertThat(margin.type()).isEqualTo(HatsType.MARGIN);
    assertThat(rowsByPixel(margin, id)).isEqualTo(rowsByPixel(expected, id));
  }

  private static Map<String, List<Long>> rowsByPixel(HatsCatalog catalog, String id) {
    Map<String, List<Long>> rows = new HashMap<>();
    for (HatsPartition partition : catalog.partitions()) {
      rows.put(
          partition.pixel().toString(),
          IngestedTables.rows(partition).select(id).collectAsList().stream()
              .map(row -> ((Number) row.get(0)).longValue())
              .sorted()
              .toList());
    }
    return rows;
  }

  @Test
  void theIndexFindsThePartitionOfAnId() throws IOException {
    CatalogTable table =
        source("indexed", 3000, 2, new SkyOptions(5, "source_id", ProductType.SOURCE));
    HatsCollection collection = IngestedTables.collection(table);
    assertThat(collection.indexes()).containsOnlyKeys("source_id");
    Path part =
        table.files().root().resolve("demo_indexed_source_id/dataset/index/part.0.parquet");
    assertThat(NioParquet.footer(part).getBlocks()).hasSize(1);
    List<Row> rows = TestSpark.session().read().parquet(part.toString()).collectAsList();
    assertThat(rows).hasSize(17_161);
    assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(id(a), id(b)));
    Map<Long, String> partitions = new HashMap<>();
    for (HatsPartition partition : collection.catalog().partitions()) {
      IngestedTables.rows(partition)
          .select("source_id")
          .collectAsList()
          .forEach(row -> partitions.put(id(row), partition.pixel().toString()));
    }
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.get(0) + "/" + row.get(1)).isEqualTo(partitions.get(id(row))));
  }

  private static long id(Row row) {
    return ((Number) row.getAs("source_id")).longValue();
  }

  @Test
  void aTableWithoutAMarginIsACollectionToo() throws IOException {
    CatalogTable table = source("bare", 20_000, 8, new SkyOptions(0, null, null));
    HatsCollection collection = IngestedTables.collection(table);
    assertThat(collection.margins()).isEmpty();
    assertThat(collection.indexes()).isEmpty();
    assertThat(collection.catalog().rows()).isEqualTo(17_161);
    try (Stream<Path> inside = Files.list(collection.catalog().root().path())) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .contains(
              "skymap.fits",
              "skymap.2.fits",
              "skymap.4.fits",
              "skymap.6.fits",
              "point_map.fits",
              "data_thumbnail.parquet",
              "per_partition_statistics.parquet");
    }
  }

  @Test
  void anIdThatIsNoColumnOrNoNumberIsRefused() {
    assertThat(
            catchThrowableOfType(
                IngestException.class,
                () -> source("refused", 3000, 2, new SkyOptions(5, "nobody", null))))
        .hasMessageContaining("There is no column [nobody] for the id");
    assertThat(
            catchThrowableOfType(
                IngestException.class,
                () -> source("refused", 3000, 2, new SkyOptions(5, "mjd", null))))
        .hasMessageContaining("cannot be the id: an id is a whole number or text");
    assertThat(data.releases().resolve("demo/refused")).doesNotExist();
  }

  private static CatalogTable source(String table, long rows, int order, SkyOptions options) {
    return run(table, "small_sky_source/small_sky_source.csv", rows, order, options, "source_");
  }

  private static CatalogTable small(
      String file, String table, double marginArcsec, int order, long rows) {
    return run(table, file, rows, order, new SkyOptions(marginArcsec, null, null), "");
  }

  private static CatalogTable run(
      String table, String file, long rows, int order, SkyOptions options, String prefix) {
    IngestRequest request =
        IngestRequest.of("demo", table, List.of(lsdb("raw/" + file)))
            .with(FileOptions.position(prefix + "ra", prefix + "dec"))
            .with(new PartitionLimits(rows, 1L << 30, order))
            .with(options);
    return ingest.run(request, IngestListener.NONE).table();
  }

  private static Path lsdb(String name) {
    Path path = TestData.root().resolve("lsdb").resolve(name);
    assumeThat(path).as("the catalogs of LSDB's tests are here").exists();
    return path;
  }
}
