package org.almagest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.catalog.load.FelisReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSkyTest {

  @TempDir Path root;

  @Test
  void writesTheSameBytesForTheSameSeed() throws IOException {
    long started = System.nanoTime();
    SampleSky.write(root.resolve("a"), 1);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    SampleSky.write(root.resolve("b"), 1);
    SampleSky.write(root.resolve("c"), 2);
    try (Stream<Path> files = Files.list(root.resolve("a"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(7);
      for (Path file : all) {
        assertThat(root.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
    assertThat(Files.mismatch(root.resolve("a/Object_1.csv.gz"), root.resolve("c/Object_1.csv.gz")))
        .isNotEqualTo(-1);
  }

  @Test
  void describesItsTables() throws IOException {
    SampleSky.Written written = SampleSky.write(root, 3);
    assertThat(FelisReader.read(written.felis()).table("object").orElseThrow().primaryKey())
        .containsExactly("objectId");
    assertThat(FelisReader.read(written.felis()).table("Source").orElseThrow().columns())
        .hasSize(14);
  }
}
