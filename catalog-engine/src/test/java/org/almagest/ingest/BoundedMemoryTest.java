package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.almagest.TestDatabase;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.ingest.task.IngestListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** An ingest in a process that has less heap than its input has bytes. */
class BoundedMemoryTest {

  private static final int ROWS = 320_000;
  private static final int CHARACTERS = 600;
  private static final int HEAP_MEBIBYTES = 96;

  @TempDir Path root;

  @Test
  void theHeapNeedNotHoldWhatIsIngested() throws IOException, InterruptedException {
    Path csv = root.resolve("stars.csv");
    write(csv);
    assertThat(Files.size(csv)).isGreaterThan(2L * HEAP_MEBIBYTES * (1 << 20));
    DataDirectory data = new DataDirectory(root.resolve("data"));
    try (TestDatabase database = new TestDatabase()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseParallelGC",
                  "-Xmx" + HEAP_MEBIBYTES + "m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Small.class.getName(),
                  data.root().toString(),
                  csv.toString(),
                  ((PGSimpleDataSource) database.dataSource()).getUrl())
              .inheritIO()
              .start();
      assertThat(process.waitFor()).isZero();
      CatalogStore store = new CatalogStore(database.dataSource(), data);
      CatalogTable table = store.releases().get(0).tables().get(0);
      assertThat(table.rows()).isEqualTo(ROWS);
      HatsCollection collection = HatsCollection.open(Location.of(table.files().location()));
      assertThat(collection.catalog().rows()).isEqualTo(ROWS);
      assertThat(collection.margins()).hasSize(1);
      assertThat(collection.indexes()).containsKey("id");
    }
  }

  /** Most positions are in one small field, so that one partition takes most of the rows. */
  private static void write(Path csv) throws IOException {
    Random random = new Random(5);
    String note = "x".repeat(CHARACTERS);
    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
      writer.write("id,ra,dec,note\n");
      for (int id = 0; id < ROWS; id++) {
        double spread = id % 8 == 0 ? 20 : 0.2;
        double ra = 100 + spread * random.nextDouble();
        double dec = 10 + spread * random.nextDouble();
        writer.write(id + "," + ra + "," + dec + "," + random.nextInt() + note + "\n");
      }
    }
  }

  /** Ingests a file into a database that runs. */
  static final class Small {

    private Small() {}

    public static void main(String[] args) {
      DataDirectory data = new DataDirectory(Path.of(args[0]));
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(args[2]);
      database.setUser("postgres");
      new Ingest(data, new CatalogStore(database, data), Clock.systemUTC())
          .run(
              IngestRequest.of("r", "stars", List.of(Path.of(args[1])))
                  .with(new SkyOptions(10, "id", null)),
              IngestListener.NONE);
    }
  }
}
