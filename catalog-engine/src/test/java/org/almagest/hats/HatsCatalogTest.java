package org.almagest.hats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.almagest.TestData;
import org.almagest.sky.Cone;
import org.almagest.sky.Healpix;
import org.almagest.sky.HealpixRange;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HatsCatalogTest {

  @TempDir Path folder;
  private Path lsdb;

  @BeforeEach
  void findData() {
    lsdb = TestData.root().resolve("lsdb");
    assumeThat(lsdb).as("the catalogs of LSDB's tests are here").isDirectory();
  }

  @Test
  void opensCatalogsOfHatsImport() {
    HatsCatalog catalog = HatsCatalog.open(lsdb.resolve("small_sky_source"));
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

  @Test
  void opensPartitionsThatAreFolders() {
    HatsCatalog catalog = HatsCatalog.open(lsdb.resolve("small_sky_npix_as_dir"));
    assertThat(catalog.rows()).isEqualTo(131);
    assertThat(catalog.partitions().get(0).files().get(0).path()).hasFileName("part0.parquet");
  }

  @Test
  void opensEveryCatalogOfACollectionButNotTheCollection() {
    Path collection = lsdb.resolve("small_sky_order1_collection");
    assertThat(HatsCatalog.open(collection.resolve("small_sky_order1")).rows()).isEqualTo(131);
    assertThat(HatsCatalog.open(collection.resolve("small_sky_order1_margin_1deg")).rows())
        .isEqualTo(23);
    assertThatThrownBy(() -> HatsCatalog.open(collection))
        .isInstanceOf(HatsException.class)
        .hasMessageContaining("is a collection of catalogs, open the catalog inside it");
  }

  @Test
  void keepsOnlyThePartitionsThatAConeMayTouch() {
    HatsCatalog catalog = HatsCatalog.open(lsdb.resolve("small_sky_source"));
    assertThat(catalog.partitions(Healpix.coverage(new Cone(301.5, -59.5, 0.01), 29)))
        .extracting(HatsPartition::pixel)
        .hasSizeBetween(1, 2);
    assertThat(catalog.partitions(Healpix.coverage(new Cone(10, 80, 1), 29))).isEmpty();
    assertThat(catalog.partitions(List.of(new HealpixRange(0, Healpix.cells(29) - 1))))
        .isEqualTo(catalog.partitions());
    assertThat(catalog.partitions(List.of())).isEmpty();
  }

  @Test
  void storedPixelsAreOurs() throws IOException {
    int rows = 0;
    for (String name : List.of("small_sky_source", "small_sky_xmatch", "small_sky_npix_as_dir")) {
      HatsCatalog catalog = HatsCatalog.open(lsdb.resolve(name));
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
