package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.TestData;
import org.almagest.sky.Healpix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of catalogs that LSDB and hats-import write. */
class HatsVariantsTest {

  @TempDir Path folder;
  private Path lsdb;

  @BeforeEach
  void findData() {
    lsdb = TestData.root().resolve("lsdb");
    assumeThat(lsdb).as("the catalogs of LSDB's tests are here").isDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "small_sky_npix_as_dir, OBJECT, raw/small_sky/small_sky.csv",
    "small_sky_source, SOURCE, raw/small_sky_source/small_sky_source.csv",
    "small_sky_xmatch, OBJECT, raw/xmatch/small_sky_xmatch.csv",
    "small_sky_order1_collection, OBJECT, raw/small_sky/small_sky.csv",
    "small_sky_order1_nested_sources, OBJECT, raw/small_sky/small_sky.csv"
  })
  void readsTheRowsOfTheRawFiles(String name, HatsType type, String raw) throws IOException {
    HatsCatalog catalog = HatsCollection.open(Location.of(lsdb.resolve(name))).catalog();
    long lines;
    try (Stream<String> text = Files.lines(lsdb.resolve(raw))) {
      lines = text.count() - 1;
    }
    assertThat(catalog.rows()).isEqualTo(lines);
    assertThat(catalog.type()).isEqualTo(type);
    assertThat(catalog.spatialColumn()).contains(new SpatialColumn("_healpix_29", 29));
    assertThat(catalog.schema().containsField("Norder")).isFalse();
  }

  @Test
  void opensACollectionWithItsMarginsAndIndexes() {
    HatsCollection collection =
        HatsCollection.open(Location.of(lsdb.resolve("small_sky_order1_collection")));
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

  @Test
  void readsMarginsThatHaveNoCollection() {
    HatsCatalog margin = HatsCatalog.open(lsdb.resolve("small_sky_xmatch_margin"));
    assertThat(margin.type()).isEqualTo(HatsType.MARGIN);
    assertThat(margin.rows()).isEqualTo(39);
    assertThat(margin.marginThresholdArcsec()).isEqualTo(8245.167388361773);
    assertThat(margin.tree().pixels()).contains(new HatsPixel(0, 4));
  }

  @Test
  void findsPartitionsByAnIndex() {
    HatsCollection collection =
        HatsCollection.open(Location.of(lsdb.resolve("small_sky_order1_nested_sources")));
    HatsIndex ids = collection.indexes().get("id");
    assertThat(ids.partitions(List.of(700L)).orElseThrow()).hasSize(1);
    assertThat(ids.partitions(List.of(-1L)).orElseThrow()).isEmpty();
    assertThat(ids.partitions(List.of("700"))).isEmpty();
    HatsIndex sources = collection.indexes().get("sources.source_id");
    assertThat(sources.partitions(List.of(70_003L)).orElseThrow())
        .isEqualTo(ids.partitions(List.of(745L)).orElseThrow());
  }

  @Test
  void everyIdIsWhereTheIndexSays() throws IOException {
    HatsCollection collection =
        HatsCollection.open(Location.of(lsdb.resolve("small_sky_order1_collection")));
    HatsIndex index = collection.indexes().get("id");
    for (String line : Files.readAllLines(lsdb.resolve("raw/small_sky/small_sky.csv"))) {
      String[] fields = line.split(",");
      if (fields[0].equals("id")) {
        continue;
      }
      long pixel = Healpix.cell(1, Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
      assertThat(index.partitions(List.of(Long.valueOf(fields[0]))).orElseThrow())
          .containsExactly(new HatsPixel(1, pixel));
    }
  }

  @Test
  void readsWithoutTheMetadataFiles() throws IOException {
    copy(lsdb.resolve("small_sky_source"), folder);
    HatsCatalog whole = HatsCatalog.open(folder);
    for (String name : List.of("dataset/_metadata", "dataset/_common_metadata")) {
      Files.delete(folder.resolve(name));
      assertThat(HatsCatalog.open(folder).partitions()).isEqualTo(whole.partitions());
    }
    Files.delete(folder.resolve("partition_info.csv"));
    HatsCatalog bare = HatsCatalog.open(folder);
    assertThat(bare.partitions()).isEqualTo(whole.partitions());
    assertThat(bare.schema().getFields()).hasSameSizeAs(whole.schema().getFields());
  }

  @Test
  void readsOtherSuffixesWithAndWithoutBeingTold() throws IOException {
    copy(lsdb.resolve("small_sky_npix_as_dir"), folder);
    Path partition = folder.resolve("dataset/Norder=0/Dir=0/Npix=11");
    Files.move(
        partition.resolve("part0.parquet"), partition.resolveSibling("Npix=11.snappy.parquet"));
    Files.delete(partition);
    Files.delete(folder.resolve("dataset/_metadata"));
    HatsProperties said = HatsProperties.read(folder);
    said.with(Map.of("hats_npix_suffix", ".snappy.parquet")).write(folder);
    assertThat(HatsCatalog.open(folder).rows()).isEqualTo(131);
    said.with(Map.of("hats_npix_suffix", "")).write(folder);
    assertThat(HatsCatalog.open(folder).rows()).isEqualTo(131);
    said.with(Map.of("hats_npix_suffix", ".parq")).write(folder);
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .hasMessageContaining("lacks the files of 1 of its 1 partitions")
        .hasMessageEndingWith("Npix=11.parq");
  }

  @Test
  void saysWhatACatalogWithoutPropertiesLacks() {
    Path m67 = TestData.root().resolve("m67/delve_cone");
    assumeThat(m67).as("the cone around M67 is here").isDirectory();
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

  @Test
  void readsLocationsOfAllKinds() {
    assertThat(Location.of("file:///data/gaia/").text()).isEqualTo("/data/gaia");
    assertThat(Location.of("hdfs://host:8020/gaia/").text()).isEqualTo("hdfs://host:8020/gaia");
    assertThat(Location.of("hdfs://host:8020/gaia").isLocal()).isFalse();
    assertThat(Location.of("relative").path()).isAbsolute();
    assertThat(Location.of("/data").resolve("dataset/_metadata").name()).isEqualTo("_metadata");
    assertThatThrownBy(() -> Location.of("hdfs://host/gaia").path())
        .hasMessageContaining("is not on a local file system");
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
