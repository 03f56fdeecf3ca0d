package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.task.IngestListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class KilledIngestTest {

  private static final int KILLED = 77;

  @TempDir Path root;

  @Test
  void oneKilledWhileItWritesTheMarginLeavesAFolderThatTheNextStartRemoves()
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder("id,ra,dec\n");
    for (int n = 0; n < 4_000; n++) {
      text.append(n).append(',').append(n * 0.09).append(',').append(n * 0.04 - 80).append('\n');
    }
    Path csv = Files.writeString(root.resolve("stars.csv"), text);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                root.resolve("data").toString(),
                csv.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(KILLED);
    DataDirectory data = new DataDirectory(root.resolve("data"));
    Path release = data.releases().resolve("r");
    assertThat(files(release)).anyMatch(path -> path.toString().contains("_3600arcs"));
    assertThat(release.resolve("stars")).doesNotExist();
    Ingest.removeLeftovers(data);
    assertThat(files(release)).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  /** Ends itself at once when the first file of the margin is there. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] args) {
      DataDirectory data = new DataDirectory(Path.of(args[0]));
      IngestRequest request =
          IngestRequest.of("r", "stars", List.of(Path.of(args[1])))
              .with(new PartitionLimits(500, 1L << 30))
              .with(new SkyOptions(3600, null, null));
      new Ingest(data, new CatalogStore(new PGSimpleDataSource(), data), Clock.systemUTC())
          .run(
              request,
              (step, done, total) -> {
                if (step == IngestListener.Step.WRITING && hasMargin(data)) {
                  Runtime.getRuntime().halt(KILLED);
                }
              });
    }

    private static boolean hasMargin(DataDirectory data) {
      try (Stream<Path> tree = Files.walk(data.releases())) {
        return tree.anyMatch(
            path -> path.toString().contains("_3600arcs") && path.toString().endsWith(".parquet"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
