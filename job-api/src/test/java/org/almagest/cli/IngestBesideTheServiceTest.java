package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestBesideTheServiceTest {
  private final Installation installation = Installation.shared();

  private String file(String name, int rows, int offset) throws IOException {
    StringBuilder text = new StringBuilder("id,ra,dec\n");
    for (int row = 0; row < rows; row++) {
      text.append(row + offset).append(',').append(row % 360).append(".25,-10.5\n");
    }
    Path file = installation.folder().resolve(name);
    return Files.writeString(file, text).toString();
  }

  private List<String> idsOf(String table) {
    return installation.rows("SELECT COUNT(*), MIN(id), MAX(id) FROM " + table);
  }

  @Test
  void newAndReplacedTablesAreSeenWithoutARestart() throws Exception {
    Program.Outcome first =
        installation.run(
            "ingest", "--release", "beside", "--table", "points", file("first.csv", 100, 0));
    assertThat(first.succeeded().out()).startsWith("beside.points: 100 rows, 3 columns, ");
    assertThat(idsOf("beside.points")).containsExactly("100,0,99");

    installation
        .run("ingest", "--release", "beside", "--table", "points", file("second.csv", 7, 1000))
        .succeeded();
    assertThat(idsOf("beside.points")).containsExactly("7,1000,1006");
  }

  @Test
  void columnsThatAreSeldomWantedAreJoinedFromACompanion() throws Exception {
    Path file =
        Files.writeString(
            installation.folder().resolve("wide.csv"),
            "id,ra,dec,mag,spectrum\n7,10.0,5.0,20.5,abc\n8,11.0,5.0,21.5,def\n");
    Program.Outcome ingested =
        installation.run(
            "ingest",
            "--release",
            "wide",
            "--table",
            "object",
            "--id",
            "id",
            "--companion",
            "object_extra=spectrum",
            file.toString());
    assertThat(ingested.succeeded().out()).startsWith("wide.object: 2 rows, 4 columns, ");
    assertThat(
            installation.rows(
                "SELECT o.id, o.mag, x.spectrum FROM wide.object AS o"
                    + " JOIN wide.object_extra AS x ON o.id = x.id WHERE o.id = 8"))
        .containsExactly("8,21.5,def");
    assertThat(
            installation.rows(
                "SELECT from_table, target_table, from_column, target_column"
                    + " FROM TAP_SCHEMA.keys AS k JOIN TAP_SCHEMA.key_columns AS c"
                    + " ON k.key_id = c.key_id WHERE from_table = 'wide.object_extra'"))
        .containsExactly("wide.object_extra,wide.object,id,id");
  }

  @Test
  void killedIngestLeavesNothingVisibleAndTheNextStartCleansUp() throws Exception {
    Path release = installation.data().releases().resolve("cut");
    try (Program ingest =
        installation.start(
            "ingest", "--release", "cut", "--table", "points", file("long.csv", 2_000_000, 0))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Installation.inside(release).stream()
                      .anyMatch(
                          name ->
                              !Installation.inside(release.resolve(name).resolve("raw"))
                                  .isEmpty()));
      ingest.kill();
    }
    assertThat(Installation.inside(release)).isNotEmpty();
    assertThat(installation.status()).doesNotContain("cut.points");
    assertThat(installation.run("query", "SELECT * FROM cut.points").failedWith(1).err())
        .contains("cut");

    installation.kill();
    installation.startAgain();

    assertThat(installation.status()).doesNotContain("cut.points").contains("demo.object");
    assertThat(Installation.inside(release)).isEmpty();
    assertThat(installation.scratchFolders()).hasSize(1);
  }
}
