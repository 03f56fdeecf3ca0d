package org.almagest.ingest.nest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.almagest.TestDatabase;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.IngestedTables;
import org.almagest.ingest.PartitionLimits;
import org.almagest.ingest.SkyOptions;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.almagest.register.RegisterRequest;
import org.almagest.register.Registration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Light curves in a nested column. */
class NestingTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static DataDirectory data;
  private static CatalogStore store;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
    data = new DataDirectory(root.resolve("data"));
    store = new CatalogStore(database.dataSource(), data);
    ingest = new Ingest(data, store, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  @ComparesWithOthers("lsdb")
  void objectsOfLsdbsTestCatalogCarryTheirSources() throws IOException {
    Path raw = lsdb("raw/small_sky_source/small_sky_source.csv");
    new Registration(data, store)
        .register(
            RegisterRequest.of("sky", "object", Location.of(lsdb("small_sky_order1_collection"))));
    ingest.run(
        IngestRequest.of("sky", "source", List.of(raw))
            .with(FileOptions.position("source_ra", "source_dec"))
            .with(new PartitionLimits(3000, 1L << 30, 2)),
        IngestListener.NONE);
    NestResult result =
        nest("sky", "object", "id", "object_id", List.of("source_id", "mjd", "mag", "band"), "mjd");
    assertThat(result.nested()).isEqualTo(17_161);
    assertThat(result.orphans()).isZero();

    HatsCollection collection = IngestedTables.collection(result.table());
    assertThat(collection.indexes()).containsOnlyKeys("id");
    assertThat(collection.margins()).extracting(HatsCatalog::rows).containsExactly(23L, 47L);
    HatsCollection objects = HatsCollection.open(Location.of(lsdb("small_sky_order1_collection")));
    assertThat(collection.catalog().tree().pixels()).isEqualTo(objects.catalog().tree().pixels());
    Map<Long, List<String>> expected = new HashMap<>();
    for (String line : Files.readAllLines(raw).subList(1, 17_162)) {
      String[] cells = line.split(",");
      expected.computeIfAbsent(Long.valueOf(cells[6]), id -> new ArrayList<>()).add(cells[0]);
    }
    Map<Long, List<String>> found = new HashMap<>();
    for (Row row : IngestedTables.rows(result.table()).collectAsList()) {
      Row curve = row.getAs("lc");
      List<Double> times = curve.getList(1);
      assertThat(times).isSorted().hasSameSizeAs(curve.getList(3));
      found.put(
          ((Number) row.getAs("id")).longValue(),
          curve.getList(0).stream().map(String::valueOf).sorted().toList());
    }
    expected.values().forEach(ids -> ids.sort(null));
    assertThat(found).hasSize(131).containsAllEntriesOf(expected);
    assertThat(result.table().columns())
        .extracting(CatalogColumn::name)
        .contains("id", "ra", "lc.mjd", "lc.band");
  }

  @Test
  void sourcesAreFoundWhereverTheyLieAndOrphansAreCounted() throws IOException {
    scattered("numbers", id -> Integer.toString(id));
  }

  @Test
  void idsMayBeTexts() throws IOException {
    scattered("texts", id -> "SN 2026 long common prefix " + id);
  }

  /** Ids as they are written. */
  private interface Written {
    String id(int number);
  }

  private static void scattered(String release, Written written) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> objects = new ArrayList<>(List.of("oid,ra,dec,mag"));
    for (int id = 0; id < 3000; id++) {
      objects.add(written.id(id) + "," + position(random) + "," + id / 10.0);
    }
    List<String> sources = new ArrayList<>(List.of("oid,ra,dec,mjd,flux,seen"));
    Map<String, List<double[]>> expected = new HashMap<>();
    for (int row = 0; row < 40_000; row++) {
      int id = random.nextInt(3600);
      double mjd = random.nextInt(0, 100_000) / 16.0;
      boolean without = row % 97 == 0;
      sources.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%s,%s",
              without ? "" : written.id(id),
              position(random),
              mjd,
              row % 10 == 0 ? "" : Integer.toString(row),
              row % 3 == 0));
      if (!without && id < 3000) {
        expected
            .computeIfAbsent(written.id(id), key -> new ArrayList<>())
            .add(new double[] {mjd, row % 10 == 0 ? -1 : row});
      }
    }
    ingest(release, "object", objects, 400);
    ingest(release, "source", sources, 5000);
    NestResult result =
        nest(release, "object", "oid", "OID", List.of("mjd", "flux", "seen"), "mjd");
    long nested = expected.values().stream().mapToInt(List::size).sum();
    assertThat(result.nested()).isEqualTo(nested);
    assertThat(result.orphans()).isEqualTo(40_000 - nested).isPositive();
    curvesAre(expected, IngestedTables.rows(result.table()));
    HatsCollection collection = IngestedTables.collection(result.table());
    HatsCatalog margin = collection.margins().get(0);
    assertThat(margin.rows()).isPositive();
    margin.partitions().forEach(part -> curvesAre(expected, IngestedTables.rows(part)));
    assertThat(IngestedTables.rows(result.table()).count()).isEqualTo(3000);
  }

  private static void curvesAre(Map<String, List<double[]>> expected, Dataset<Row> rows) {
    for (Row row : rows.collectAsList()) {
      Row curve = row.getAs("lc");
      List<double[]> wanted =
          new ArrayList<>(
              expected.getOrDefault(String.valueOf(row.<Object>getAs("oid")), List.of()));
      if (wanted.isEmpty()) {
        assertThat(curve).isNull();
        continue;
      }
      List<double[]> found = new ArrayList<>();
      for (int at = 0; at < curve.getList(0).size(); at++) {
        Object flux = curve.getList(1).get(at);
        found.add(
            new double[] {
              (Double) curve.getList(0).get(at), flux == null ? -1 : ((Number) flux).doubleValue()
            });
      }
      assertThat(found).isSortedAccordingTo(Comparator.comparingDouble(pair -> pair[0]));
      Comparator<double[]> order =
          Comparator.<double[]>comparingDouble(pair -> pair[0])
              .thenComparingDouble(pair -> pair[1]);
      wanted.sort(order);
      found.sort(order);
      assertThat(found.stream().map(Arrays::toString))
          .containsExactlyElementsOf(wanted.stream().map(Arrays::toString).toList());
    }
  }

  @Test
  void whatCannotBeNestedIsRefusedAndNothingIsLeft() throws IOException {
    ingest("bad", "object", List.of("oid,ra,dec", "1,10,10", "2,11,10", "2,12,10"), 100);
    ingest("bad", "source", List.of("oid,ra,dec,mjd,band", "1,10,10,5.0,g", "2,9,9,6.0,r"), 100);
    refused("oid", "oid", List.of("mjd"), "mjd", "Two rows of [bad.object] have the id [2]");
    refused("nobody", "oid", List.of("mjd"), "mjd", "[bad.object] has no column [nobody]");
    refused("oid", "band", List.of("mjd"), "mjd", "one is a number, the other a text");
    refused("ra", "oid", List.of("mjd"), "mjd", "an id is a whole number or a text");
    refused("oid", "oid", List.of("band"), "band", "sorted by a number or a time, not by [band]");
    refused("oid", "oid", List.of("mjd"), "band", "[band] to sort by is none of those");
    assertThat(data.releases().resolve("bad/object_lc")).doesNotExist();
    assertThat(data.releases().resolve("bad").toFile().list())
        .containsExactlyInAnyOrder("object", "source");
  }

  private static void refused(
      String objectId, String sourceId, List<String> columns, String sort, String message) {
    assertThat(
            catchThrowableOfType(
                IngestException.class,
                () -> nest("bad", "object", objectId, sourceId, columns, sort)))
        .hasMessageContaining(message);
  }

  private static NestResult nest(
      String release,
      String object,
      String objectId,
      String sourceId,
      List<String> columns,
      String sort) {
    return new Nesting(data, store, Clock.systemUTC())
        .run(
            new NestRequest(
                release,
                "object_lc",
                release + "." + object,
                release + ".source",
                objectId,
                sourceId,
                columns,
                sort,
                "lc",
                null),
            IngestListener.NONE);
  }

  private static void ingest(String release, String table, List<String> lines, long rows)
      throws IOException {
    Path file = Files.write(root.resolve(release + "-" + table + ".csv"), lines);
    ingest.run(
        IngestRequest.of(release, table, List.of(file))
            .with(FileOptions.position("ra", "dec"))
            .with(new SkyOptions(3600, null, null))
            .with(new PartitionLimits(rows, 1L << 30, 8)),
        IngestListener.NONE);
  }

  private static String position(SplittableRandom random) {
    return String.format(
        Locale.ROOT, "%.5f,%.5f", random.nextDouble(0, 20), random.nextDouble(-10, 10));
  }

  private static Path lsdb(String name) {
    return OthersData.root().resolve("lsdb").resolve(name);
  }
}
