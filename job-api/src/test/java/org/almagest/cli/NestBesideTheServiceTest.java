package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command {@code nest}, and queries of what it makes. */
class NestBesideTheServiceTest {

  private final Installation installation = Installation.shared();

  private void ingest(String table, String text) throws Exception {
    Path file = Files.writeString(installation.folder().resolve(table + ".csv"), text);
    installation
        .run("ingest", "--release", "sky", "--table", table, "--id", "id", file.toString())
        .succeeded();
  }

  @Test
  void lightCurvesAreSeenInAdqlAsJson() throws Exception {
    ingest("object", "id,ra,dec\n1,10.0,5.0\n2,10.1,5.0\n3,200.0,-5.0\n");
    ingest(
        "source",
        """
        id,object,ra,dec,mjd,band
        11,1,10.0,5.0,60001.5,g
        12,1,10.0,5.0,60000.5,r
        13,3,200.0,-5.0,60002.0,
        14,9,1.0,1.0,60003.0,g
        """);
    Program.Outcome nested =
        installation.run(
            "nest",
            "--release",
            "sky",
            "--object",
            "object",
            "--source",
            "source",
            "--on",
            "id=object",
            "--columns",
            "mjd,band",
            "--sort-by",
            "mjd",
            "--as",
            "lc",
            "--table",
            "object_lc");
    assertThat(nested.succeeded().out()).startsWith("sky.object_lc: 3 rows with 3 nested ones, ");
    assertThat(nested.err()).contains("note: 1 rows of [sky.source] have no id of a row of");
    assertThat(
            installation.rows("SELECT id, \"lc.mjd\", \"lc.band\" FROM sky.object_lc ORDER BY id"))
        .isEqualTo(
            List.of(
                "1,\"[60000.5,60001.5]\",\"[\"\"r\"\",\"\"g\"\"]\"", "2,,", "3,[60002.0],[null]"));
    assertThat(installation.rows("SELECT ra FROM sky.object_lc WHERE id = 3"))
        .isEqualTo(List.of("200.0"));
    assertThat(
            installation
                .run(
                    "nest",
                    "--release",
                    "sky",
                    "--object",
                    "object",
                    "--source",
                    "nothing",
                    "--on",
                    "id",
                    "--columns",
                    "mjd",
                    "--table",
                    "object_lc")
                .failedWith(2)
                .err())
        .contains("There is no table [sky.nothing]");
  }
}
