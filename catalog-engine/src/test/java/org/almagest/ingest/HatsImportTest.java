package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.TestDatabase;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsType;
import org.almagest.hats.write.ProductType;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What an ingest writes, compared with what hats-import wrote of the same files. */
class HatsImportTest {

  @TempDir private Path root;

  @TestFactory
  @ComparesWithOthers("lsdb")
  Stream<DynamicTest> anIngestWritesWhatHatsImportDoes() {
    TestDatabase database = new TestDatabase();
    DataDirectory data = new DataDirectory(root.resolve("data"));
    Ingest ingest =
        new Ingest(data, new CatalogStore(database.dataSource(), data), Clock.systemUTC());
    Comparison comparison = new Comparison(ingest);
    return Stream.of(
            dynamicTest("partitions", comparison::partitions),
            dynamicTest("margins of objects", comparison::marginsOfObjects),
            dynamicTest("the margin of detections", comparison::theMarginOfDetections))
        .onClose(database::close);
  }

  private record Comparison(Ingest ingest) {

    void partitions() throws IOException {
      CatalogTable table = source("partitions", 3000, 2, SkyOptions.DEFAULT);
      Path written = IngestedTables.catalog(table).root().path().resolve("partition_info.csv");
      assertThat(Files.readAllLines(written))
          .containsExactlyInAnyOrderElementsOf(
              Files.readAllLines(lsdb("small_sky_source/partition_info.csv")));
    }

    void marginsOfObjects() {
      sameMargin(
          small("small_sky/small_sky.csv", "one_deg", 3600, 1, 100),
          "small_sky_order1_collection/small_sky_order1_margin_1deg",
          "id");
      sameMargin(
          small("small_sky/small_sky.csv", "two_deg", 7200, 1, 100),
          "small_sky_order1_collection/small_sky_order1_margin_2deg",
          "id");
    }

    void theMarginOfDetections() {
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

    private CatalogTable source(String table, long rows, int order, SkyOptions options) {
      return run(table, "small_sky_source/small_sky_source.csv", rows, order, options, "source_");
    }

    private CatalogTable small(
        String file, String table, double marginArcsec, int order, long rows) {
      return run(table, file, rows, order, new SkyOptions(marginArcsec, null, null), "");
    }

    private CatalogTable run(
        String table, String file, long rows, int order, SkyOptions options, String prefix) {
      IngestRequest request =
          IngestRequest.of("demo", table, List.of(lsdb("raw/" + file)))
              .with(FileOptions.position(prefix + "ra", prefix + "dec"))
              .with(new PartitionLimits(rows, 1L << 30, order))
              .with(options);
      return ingest.run(request, IngestListener.NONE).table();
    }

    private static Path lsdb(String name) {
      return OthersData.root().resolve("lsdb").resolve(name);
    }
  }
}
