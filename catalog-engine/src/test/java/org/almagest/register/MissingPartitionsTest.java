package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.MissingPartitions;
import org.almagest.hats.PartitionInfo;
import org.almagest.hats.write.parquet.DataFileWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog of twelve partitions, of which some are lost. */
class MissingPartitionsTest {

  @TempDir static Path root;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = new Bench(root);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  private static Path catalog(String name) throws IOException {
    Path folder = Files.createDirectories(root.toRealPath().resolve(name));
    new HatsProperties(
            Map.of(
                "obs_collection", name,
                "dataproduct_type", "object",
                "hats_nrows", "12",
                "hats_col_ra", "ra",
                "hats_col_dec", "dec"))
        .write(folder);
    List<HatsPixel> pixels = new ArrayList<>();
    for (int pixel = 0; pixel < 12; pixel++) {
      pixels.add(new HatsPixel(0, pixel));
      Path file = file(folder, pixel);
      Files.createDirectories(file.getParent());
      try (DataFileWriter writer =
          new DataFileWriter(
              file,
              List.of(
                  CatalogColumn.of("ra", ColumnType.DOUBLE),
                  CatalogColumn.of("dec", ColumnType.DOUBLE)))) {
        writer.write(new Object[] {10.0 + pixel, 20.0});
        writer.finish();
      }
    }
    PartitionInfo.write(folder.resolve("partition_info.csv"), pixels);
    return folder;
  }

  private static Path file(Path folder, int pixel) {
    return folder.resolve("dataset/Norder=0/Dir=0/Npix=" + pixel + ".parquet");
  }

  @Test
  void aCatalogThatLacksFilesIsRefusedAndSaysWhich() throws IOException {
    Path folder = catalog("lost");
    Files.delete(file(folder, 3));
    Files.delete(file(folder, 7));

    assertThatThrownBy(() -> bench.register("lost", folder))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("lacks the files of 2 of its 12 partitions")
        .hasMessageContaining("Norder=0/Dir=0/Npix=3.parquet, Norder=0/Dir=0/Npix=7.parquet")
        .hasMessageEndingWith("take the rest with --missing-partitions skip");
  }

  @Test
  void theRestIsTakenIfItIsSaidAndTheTableTells() throws IOException {
    Path folder = catalog("rest");
    Files.delete(file(folder, 3));
    Files.delete(file(folder, 7));
    CatalogTable table =
        bench
            .registration
            .register(
                RegisterRequest.of("reg", "rest", Location.of(folder.toString()))
                    .withMissing(MissingPartitions.SKIP))
            .table();

    assertThat(table.rows()).isEqualTo(10);
    assertThat(table.description())
        .isEqualTo("Not complete: 2 of 12 partitions of the catalog are missing");
    assertThat(bench.rows(RoutePreference.DUCKDB, "SELECT COUNT(*) FROM reg.rest"))
        .isEqualTo(List.of(List.of(10L)));
  }

  @Test
  void aFileThatIsLostLaterIsNotSkipped() throws IOException {
    Path folder = catalog("later");
    Files.delete(file(folder, 3));
    bench.registration.register(
        RegisterRequest.of("reg", "later", Location.of(folder.toString()))
            .withMissing(MissingPartitions.SKIP));
    Files.delete(file(folder, 4));

    assertThatThrownBy(() -> bench.rows(RoutePreference.DUCKDB, "SELECT COUNT(*) FROM reg.later"))
        .hasStackTraceContaining("lacks the files of 2 of its 12 partitions");
  }
}
