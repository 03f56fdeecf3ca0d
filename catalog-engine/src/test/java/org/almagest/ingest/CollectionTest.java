package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.SmallSky;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsType;
import org.almagest.hats.NioParquet;
import org.almagest.hats.write.ProductType;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sky.healpix.Healpix;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an ingest writes beside the catalog. */
class CollectionTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static DataDirectory data;
  private static Ingest ingest;
  private static Path detections;

  @BeforeAll
  static void start() throws IOException {
    detections = new SmallSky().writeDetections(root);
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
  void theIndexFindsThePartitionOfAnId() throws IOException {
    CatalogTable table =
        source("indexed", 1000, 2, new SkyOptions(5, "source_id", ProductType.SOURCE));
    HatsCollection collection = IngestedTables.collection(table);
    assertThat(collection.indexes()).containsOnlyKeys("source_id");
    Path part = table.files().root().resolve("demo_indexed_source_id/dataset/index/part.0.parquet");
    assertThat(NioParquet.footer(part).getBlocks()).hasSize(1);
    List<Row> rows = TestSpark.session().read().parquet(part.toString()).collectAsList();
    assertThat(rows).hasSize(SmallSky.DETECTIONS);
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

  @Test
  void theMarginHasTheRowsAroundEachPartition() throws IOException {
    CatalogTable table = source("margin", 1000, 2, new SkyOptions(1800, null, ProductType.SOURCE));
    HatsCollection collection = IngestedTables.collection(table);
    HatsCatalog margin = collection.margins().get(0);
    assertThat(margin.type()).isEqualTo(HatsType.MARGIN);
    assertThat(margin.rows()).isPositive();
    Map<HatsPixel, List<Long>> rows = new HashMap<>();
    for (HatsPartition partition : margin.partitions()) {
      rows.put(partition.pixel(), ids(partition));
    }
    int order = Healpix.deepestOrderAround(0.5);
    for (HatsPartition partition : collection.catalog().partitions()) {
      HatsPixel pixel = partition.pixel();
      long[] ring = Healpix.externalEdges(pixel.order(), pixel.pixel(), order - pixel.order());
      List<Long> expected =
          new SmallSky()
              .detections().stream()
                  .filter(d -> Arrays.binarySearch(ring, Healpix.cell(order, d.ra(), d.dec())) >= 0)
                  .map(SmallSky.Detection::id)
                  .sorted()
                  .toList();
      assertThat(rows.getOrDefault(pixel, List.of())).isEqualTo(expected);
    }
  }

  private static List<Long> ids(HatsPartition partition) {
    return IngestedTables.rows(partition).select("source_id").collectAsList().stream()
        .map(CollectionTest::id)
        .sorted()
        .toList();
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
    assertThat(collection.catalog().rows()).isEqualTo(SmallSky.DETECTIONS);
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
    IngestRequest request =
        IngestRequest.of("demo", table, List.of(detections))
            .with(FileOptions.position("source_ra", "source_dec"))
            .with(new PartitionLimits(rows, 1L << 30, order))
            .with(options);
    return ingest.run(request, IngestListener.NONE).table();
  }
}
