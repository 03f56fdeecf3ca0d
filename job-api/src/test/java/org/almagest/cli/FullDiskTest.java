package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  private final Installation installation = Installation.shared();

  @Test
  void failsAnIngestAndLeavesNothing() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    StringBuilder rows = new StringBuilder("id,ra,dec,flux\n");
    for (int row = 0; row < 400_000; row++) {
      rows.append(row).append(',').append(360 * random.nextDouble()).append(',');
      rows.append(180 * random.nextDouble() - 90).append(',').append(random.nextDouble());
      rows.append('\n');
    }
    Path file = Files.writeString(installation.folder().resolve("large.csv"), rows);
    Path release = installation.data().releases().resolve("filled");
    try (Tmpfs small = Tmpfs.mount(release, 8)) {
      assertThat(small).isNotNull();

      Program.Outcome outcome =
          installation.run("ingest", "--release", "filled", "--table", "t", file.toString());

      assertThat(outcome.failedWith(1).err())
          .contains("No space is left on the device", release.toString(), "nothing was ingested");
      assertThat(Installation.inside(release)).isEmpty();
      assertThat(installation.status()).doesNotContain("filled.t");
    }
  }

  @Test
  void failsAJobWhoseTableDoesNotFitAndLeavesNothing() throws Exception {
    Path table = installation.data().mydb().resolve("local/toolarge");
    try (Tmpfs small = Tmpfs.mount(table, 8)) {
      assertThat(small).isNotNull();
      for (String route : new String[] {"duckdb", "spark"}) {
        Program.Outcome outcome =
            installation.run(
                "query",
                "--route",
                route,
                "--destination",
                "mydb.toolarge",
                "SELECT s.*, 2 * psfFlux AS twice, psfFlux / 3 AS third, o.ra AS ra2, o.dec AS dec2"
                    + " FROM demo.source AS s JOIN demo.object AS o ON o.objectId = s.objectId");

        assertThat(outcome.failedWith(1).err()).contains("No space is left on the device");
        assertThat(Installation.inside(table)).isEmpty();
        assertThat(installation.status()).doesNotContain("mydb.toolarge");
      }
    }
  }
}
