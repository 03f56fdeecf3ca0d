package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.moc.Moc;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Catalogs that LSDB and hats-import wrote, and one without properties. */
class LsdbCatalogsTest {
  private static final Path LSDB = OthersData.root().resolve("lsdb");

  @TestFactory
  @ComparesWithOthers({"lsdb", "m67"})
  Stream<DynamicTest> catalogsOfOthersAreRead() {
    return Stream.of(
        rows("small_sky_npix_as_dir", HatsType.OBJECT, "raw/small_sky/small_sky.csv"),
        rows("small_sky_source", HatsType.SOURCE, "raw/small_sky_source/small_sky_source.csv"),
        rows("small_sky_xmatch", HatsType.OBJECT, "raw/xmatch/small_sky_xmatch.csv"),
        rows("small_sky_order1_collection", HatsType.OBJECT, "raw/small_sky/small_sky.csv"),
        rows("small_sky_order1_nested_sources", HatsType.OBJECT, "raw/small_sky/small_sky.csv"),
        dynamicTest("a catalog of hats-import", LsdbCatalogsTest::aCatalogOfHatsImport),
        dynamicTest("partitions that are folders", LsdbCatalogsTest::partitionsThatAreFolders),
        dynamicTest("stored pixels are ours", LsdbCatalogsTest::storedPixelsAreOurs),
        dynamicTest("a collection", LsdbCatalogsTest::aCollection),
        dynamicTest("a margin without a collection", LsdbCatalogsTest::aMarginAlone),
        dynamicTest("partitions by an index", LsdbCatalogsTest::partitionsByAnIndex),
        dynamicTest("ids are where the index says", LsdbCatalogsTest::everyIdIsWhereTheIndexSays),
        dynamicTest("maps", LsdbCatalogsTest::maps),
        dynamicTest("a catalog without properties", LsdbCatalogsTest::aCatalogWithoutProperties));
  }

  private static DynamicTest rows(String name, HatsType type, String raw) {
    return dynamicTest("rows of " + name, () -> theRowsOfTheRawFile(name, type, raw));
  }

  private static void theRowsOfTheRawFile(String name, HatsType type, String raw)
      throws IOException {
    HatsCatalog catalog = HatsCollection.open(Location.of(LSDB.resolve(name))).catalog();
    long lines;
    try (Stream<String> text = Files.lines(LSDB.resolve(raw))) {
      lines = text.count() - 1;
    }
    assertThat(catalog.rows()).isEqualTo(lines);
    assertThat(catalog.type()).isEqualTo(type);
    assertThat(catalog.spatialColumn()).contains(new SpatialColumn("_healpix_29", 29));
    assertThat(catalog.schema().containsField("Norder")).isFalse();
  }

  private static void aCatalogOfHatsImport() {
    HatsCatalog catalog = HatsCatalog.open(LSDB.resolve("small_sky_source"));
    assertThat(catalog.properties().name()).contains("small_sky_source");
    assertThat(catalog.properties().raColumn()).contains("source_ra");
    assertThat(catalog.properties().rows()).hasValue(17_161);
    assertThat(catalog.rows()).isEqualTo(17_161);
    assertThat(catalog.partitions()).hasSize(14);
    assertThat(catalog.partitions().get(0).pixel()).isEqualTo(new HatsPixel(2, 66));
    assertThat(catalog.partitions().get(13).pixel()).isEqualTo(new HatsPixel(1, 47));
    assertThat(catalog.partitions())
        .allMatch(p -> p.files().size() == 1 && Files.isRegularFile(p.files().get(0).path()));
  }

  private static void partitionsThatAreFolders() {
    HatsCatalog catalog = HatsCatalog.open(LSDB.resolve("small_sky_npix_as_dir"));
    assertThat(catalog.rows()).isEqualTo(131);
    assertThat(catalog.partitions().get(0).files().get(0).path()).hasFileName("part0.parquet");
  }

  private static void aCollection() {
    Path root = LSDB.resolve("small_sky_order1_collection");
    assertThat(HatsCatalog.open(root.resolve("small_sky_order1")).rows()).isEqualTo(131);
    assertThat(HatsCatalog.open(root.resolve("small_sky_order1_margin_1deg")).rows()).isEqualTo(23);
    assertThatThrownBy(() -> HatsCatalog.open(root))
        .isInstanceOf(HatsException.class)
        .hasMessageContaining("is a collection of catalogs, open the catalog inside it");
    HatsCollection collection =
        HatsCollection.open(Location.of(LSDB.resolve("small_sky_order1_collection")));
    assertThat(collection.catalog().name()).isEqualTo("small_sky_order1");
    assertThat(collection.margins())
        .extracting(HatsCatalog::marginThresholdArcsec)
        .containsExactly(3600.0, 7200.0);
    assertThat(collection.margins()).extracting(HatsCatalog::rows).containsExactly(23L, 47L);
    assertThat(collection.margin(3601).orElseThrow().rows()).isEqualTo(47);
    assertThat(collection.margin(7201)).isEmpty();
    assertThat(collection.indexes()).containsOnlyKeys("id");
    assertThat(collection.indexes().get("id").rows()).isEqualTo(131);
  }

  private static void aMarginAlone() {
    HatsCatalog margin = HatsCatalog.open(LSDB.resolve("small_sky_xmatch_margin"));
    assertThat(margin.type()).isEqualTo(HatsType.MARGIN);
    assertThat(margin.rows()).isEqualTo(39);
    assertThat(margin.marginThresholdArcsec()).isEqualTo(8245.167388361773);
    assertThat(margin.tree().pixels()).contains(new HatsPixel(0, 4));
  }

  private static void partitionsByAnIndex() {
    HatsCollection collection =
        HatsCollection.open(Location.of(LSDB.resolve("small_sky_order1_nested_sources")));
    HatsIndex ids = collection.indexes().get("id");
    assertThat(ids.partitions(List.of(700L)).orElseThrow()).hasSize(1);
    assertThat(ids.partitions(List.of(-1L)).orElseThrow()).isEmpty();
    assertThat(ids.partitions(List.of("700"))).isEmpty();
    HatsIndex sources = collection.indexes().get("sources.source_id");
    assertThat(sources.partitions(List.of(70_003L)).orElseThrow())
        .isEqualTo(ids.partitions(List.of(745L)).orElseThrow());
  }

  private static void everyIdIsWhereTheIndexSays() throws IOException {
    HatsCollection collection =
        HatsCollection.open(Location.of(LSDB.resolve("small_sky_order1_collection")));
    HatsIndex index = collection.indexes().get("id");
    for (String line : Files.readAllLines(LSDB.resolve("raw/small_sky/small_sky.csv"))) {
      String[] fields = line.split(",");
      if (fields[0].equals("id")) {
        continue;
      }
      long pixel = Healpix.cell(1, Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
      assertThat(index.partitions(List.of(Long.valueOf(fields[0]))).orElseThrow())
          .containsExactly(new HatsPixel(1, pixel));
    }
  }

  private static void maps() {
    for (String name :
        List.of(
            "small_sky_source",
            "small_sky_xmatch",
            "small_sky_order1_nested_sources/catalog",
            "small_sky_order1_collection/small_sky_order1")) {
      HatsCatalog catalog = HatsCatalog.open(LSDB.resolve(name));
      Moc coverage = catalog.coverage().orElseThrow();
      assertThat(coverage.skyFraction()).isPositive().isLessThan(0.11);
      assertThat(Moc.ofRanges(29, catalog.tree().ranges()).contains(coverage)).isTrue();
    }
    assertThat(HatsCatalog.open(LSDB.resolve("small_sky_npix_as_dir")).coverage()).isEmpty();
  }

  private static void aCatalogWithoutProperties() {
    Path m67 = OthersData.root().resolve("m67/delve_cone");
    assertThatThrownBy(() -> HatsCatalog.open(m67))
        .isInstanceOf(HatsException.class)
        .hasMessage(
            "["
                + m67
                + "] has partitions in its folder [dataset], but no file hats.properties that names"
                + " the columns of their positions");
    HatsCatalog told =
        HatsCatalog.open(
            Location.of(m67),
            Storage.of(Location.of(m67)),
            new HatsProperties(Map.of("hats_col_ra", "RA", "hats_col_dec", "DEC")));
    assertThat(told.rows()).isEqualTo(18_423);
    assertThat(told.partitions()).hasSize(2);
  }

  private static void storedPixelsAreOurs() throws IOException {
    int rows = 0;
    for (String name : List.of("small_sky_source", "small_sky_xmatch", "small_sky_npix_as_dir")) {
      HatsCatalog catalog = HatsCatalog.open(LSDB.resolve(name));
      for (HatsPartition partition : catalog.partitions()) {
        rows += checkPixels(catalog, partition);
      }
    }
    assertThat(rows).isEqualTo(17_161 + 111 + 131);
  }

  private static int checkPixels(HatsCatalog catalog, HatsPartition partition) throws IOException {
    String ra = catalog.properties().raColumn().orElseThrow();
    String dec = catalog.properties().decColumn().orElseThrow();
    int rows = 0;
    for (HatsFile file : partition.files()) {
      try (ParquetReader<Group> reader = new GroupReader(file.path()).build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows++;
          assertThat(Healpix.cell(29, row.getDouble(ra, 0), row.getDouble(dec, 0)))
              .isEqualTo(row.getLong(HatsCatalog.HEALPIX_COLUMN, 0))
              .isBetween(partition.range().first(), partition.range().last());
        }
      }
    }
    return rows;
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(Path path) {
      super(NioParquet.input(path));
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
