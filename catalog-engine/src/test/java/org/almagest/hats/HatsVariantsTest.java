package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.almagest.SmallSky;
import org.almagest.TestDatabase;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.sky.healpix.Healpix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that catalogs have. */
class HatsVariantsTest {

  private static SmallSky sky;
  private static Path collection;
  @TempDir Path folder;

  @BeforeAll
  static void write(@TempDir Path root) throws IOException {
    sky = new SmallSky();
    DataDirectory data = new DataDirectory(root);
    try (TestDatabase database = new TestDatabase()) {
      CatalogStore store = new CatalogStore(database.dataSource(), data);
      collection = sky.ingestStars(data, store, "object").files().root();
    }
  }

  private static Path catalog() {
    return HatsCollection.open(Location.of(collection)).catalog().root().path();
  }

  @Test
  void opensACollectionWithItsMarginsAndIndexes() {
    HatsCollection opened = HatsCollection.open(Location.of(collection));
    assertThat(opened.catalog().rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(opened.catalog().spatialColumn()).contains(new SpatialColumn("_healpix_29", 29));
    assertThat(opened.margins())
        .extracting(HatsCatalog::marginThresholdArcsec)
        .containsExactly(3600.0);
    assertThat(opened.margin(3599).orElseThrow().rows()).isPositive();
    assertThat(opened.margin(3601)).isEmpty();
    assertThat(opened.indexes()).containsOnlyKeys("id");
    assertThat(opened.indexes().get("id").rows()).isEqualTo(SmallSky.OBJECTS);
  }

  @Test
  void everyIdIsWhereTheIndexSays() {
    HatsCollection opened = HatsCollection.open(Location.of(collection));
    HatsIndex index = opened.indexes().get("id");
    for (SmallSky.Star star : sky.stars()) {
      SortedSet<HatsPixel> found = index.partitions(List.of(star.id())).orElseThrow();
      assertThat(found).hasSize(1);
      HatsPixel pixel = found.first();
      assertThat(pixel.pixel()).isEqualTo(Healpix.cell(pixel.order(), star.ra(), star.dec()));
      assertThat(opened.catalog().tree().pixels()).contains(pixel);
    }
    assertThat(index.partitions(List.of(-1L)).orElseThrow()).isEmpty();
    assertThat(index.partitions(List.of("700"))).isEmpty();
  }

  @Test
  void readsWithoutTheMetadataFiles() throws IOException {
    copy(catalog(), folder);
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
    copy(catalog(), folder);
    List<HatsPartition> partitions = HatsCatalog.open(folder).partitions();
    for (HatsPartition partition : partitions) {
      Path file = partition.files().get(0).path();
      Files.move(
          file, file.resolveSibling("Npix=" + partition.pixel().pixel() + ".snappy.parquet"));
    }
    Files.delete(folder.resolve("dataset/_metadata"));
    HatsProperties said = HatsProperties.read(folder);
    said.with(Map.of("hats_npix_suffix", ".snappy.parquet")).write(folder);
    assertThat(HatsCatalog.open(folder).rows()).isEqualTo(SmallSky.OBJECTS);
    said.with(Map.of("hats_npix_suffix", "")).write(folder);
    assertThat(HatsCatalog.open(folder).rows()).isEqualTo(SmallSky.OBJECTS);
    said.with(Map.of("hats_npix_suffix", ".parq")).write(folder);
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .hasMessageContaining(
            "lacks the files of %d of its %<d partitions".formatted(partitions.size()))
        .hasMessageEndingWith(
            "Npix=%d.parq".formatted(partitions.get(partitions.size() - 1).pixel().pixel()));
  }

  @Test
  void saysWhatACatalogWithoutPropertiesLacks() throws IOException {
    copy(catalog(), folder);
    Files.delete(folder.resolve(HatsProperties.FILE));
    Files.deleteIfExists(folder.resolve(HatsProperties.LEGACY_FILE));
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .isInstanceOf(HatsException.class)
        .hasMessage(
            "["
                + folder
                + "] has partitions in its folder [dataset], but no file hats.properties that names"
                + " the columns of their positions");
    HatsCatalog told =
        HatsCatalog.open(
            Location.of(folder),
            Storage.of(Location.of(folder)),
            new HatsProperties(Map.of("hats_col_ra", "ra", "hats_col_dec", "dec")));
    assertThat(told.rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(told.partitions()).hasSameSizeAs(HatsCatalog.open(catalog()).partitions());
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
