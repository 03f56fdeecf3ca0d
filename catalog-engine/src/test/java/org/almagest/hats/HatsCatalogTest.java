package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.almagest.SmallSky;
import org.almagest.hats.match.TinyCatalog;
import org.almagest.sky.Cone;
import org.almagest.sky.coverage.RegionCoverage;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HatsCatalogTest {

  @TempDir Path folder;

  /** Objects in the south, in partitions of few, with a margin of 1 degree. */
  private Path write(String name) throws IOException {
    SmallSky sky = new SmallSky();
    Path collection = folder.resolve(name);
    new TinyCatalog(
            sky.stars().stream().mapToDouble(SmallSky.Star::ra).toArray(),
            sky.stars().stream().mapToDouble(SmallSky.Star::dec).toArray())
        .write(collection, 20, 1);
    return collection;
  }

  @Test
  void opensEveryCatalogOfACollectionButNotTheCollection() throws IOException {
    Path collection = write("sky");
    HatsCatalog catalog = HatsCatalog.open(collection.resolve("main"));
    assertThat(catalog.properties().name()).contains("main");
    assertThat(catalog.properties().raColumn()).contains("ra");
    assertThat(catalog.rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(catalog.partitions())
        .hasSizeGreaterThan(7)
        .allMatch(p -> p.files().size() == 1 && Files.isRegularFile(p.files().get(0).path()));
    assertThat(catalog.partitions())
        .isSortedAccordingTo(Comparator.comparingLong(p -> p.range().first()));
    assertThat(HatsCatalog.open(collection.resolve("margin")).rows()).isPositive();
    assertThatThrownBy(() -> HatsCatalog.open(collection))
        .isInstanceOf(HatsException.class)
        .hasMessageContaining("is a collection of catalogs, open the catalog inside it");
  }

  @Test
  void opensPartitionsThatAreFolders() throws IOException {
    Path main = write("sky").resolve("main");
    HatsCatalog files = HatsCatalog.open(main);
    for (HatsPartition partition : files.partitions()) {
      Path file = partition.files().get(0).path();
      Path pixel = main.resolve("dataset/" + partition.pixel().file().replace(".parquet", ""));
      Files.createDirectories(pixel);
      Files.move(file, pixel.resolve("part0.parquet"));
    }
    HatsProperties.read(main).with(Map.of("hats_npix_suffix", "/")).write(main);
    HatsCatalog folders = HatsCatalog.open(main);
    assertThat(folders.rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(folders.partitions())
        .extracting(HatsPartition::pixel)
        .isEqualTo(files.partitions().stream().map(HatsPartition::pixel).toList());
    assertThat(folders.partitions().get(0).files().get(0).path()).hasFileName("part0.parquet");
  }

  @Test
  void keepsOnlyThePartitionsThatAConeMayTouch() throws IOException {
    HatsCatalog catalog = HatsCatalog.open(write("sky").resolve("main"));
    SmallSky.Star star = new SmallSky().stars().get(0);
    assertThat(catalog.partitions(RegionCoverage.of(new Cone(star.ra(), star.dec(), 0.01), 29)))
        .extracting(HatsPartition::pixel)
        .hasSizeBetween(1, 2);
    assertThat(catalog.partitions(RegionCoverage.of(new Cone(10, 80, 1), 29))).isEmpty();
    assertThat(catalog.partitions(List.of(new HealpixRange(0, Healpix.cells(29) - 1))))
        .isEqualTo(catalog.partitions());
    assertThat(catalog.partitions(List.of())).isEmpty();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .hasMessage("[" + folder + "] is not a HATS catalog: it has no file hats.properties");
    new HatsProperties(Map.of("obs_collection", "x")).write(folder);
    Files.writeString(folder.resolve("partition_info.csv"), "Norder,Npix\n0,11\n");
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .hasMessageContaining("lacks the files of 1 of its 1 partitions")
        .hasMessageEndingWith("Norder=0/Dir=0/Npix=11.parquet");
    Files.writeString(folder.resolve("partition_info.csv"), "Norder,Npix\n0,12\n");
    assertThatThrownBy(() -> HatsCatalog.open(folder))
        .hasMessageContaining("partition_info.csv:2: [0,12] is not a pixel");
  }

  @Test
  void readsEscapedPropertiesOfOlderWriters() throws IOException {
    Files.writeString(
        folder.resolve("properties"),
        "#HATS catalog\nobs_collection=a\nhats_creation_date=2025-02-18T13\\:55UTC\n");
    HatsProperties properties = HatsProperties.read(folder);
    assertThat(properties.value("hats_creation_date")).contains("2025-02-18T13:55UTC");
    assertThat(properties.npixSuffix()).isEqualTo(".parquet");
    assertThat(properties.healpixColumn()).isEmpty();
  }
}
