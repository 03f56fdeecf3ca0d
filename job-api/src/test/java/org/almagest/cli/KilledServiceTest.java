package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KilledServiceTest {
  private static final String PAIRS =
      """
      FROM demo.object AS a JOIN demo.object AS b
      ON a.r_psfMag < b.r_psfMag - 11.9
      """;

  private final Installation installation = Installation.shared();

  private String job(String path) {
    ServiceClient client = installation.client();
    return client.text(client.get("/api/jobs/" + path.substring("/tap/async/".length())));
  }

  @Test
  void completesTheJobOnceAfterKillAndRestart() throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("LANG", "ADQL");
    form.put("QUERY", "SELECT a.objectId AS one, b.objectId AS other " + PAIRS);
    form.put("ROUTE", "spark");
    form.put("DESTINATION", "mydb.pairs");
    String job = AsyncJob.submit(installation.client(), form).uri().getPath();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> job(job).contains("\"phase\":\"EXECUTING\"") && rowsWritten(job(job)));

    installation.kill();
    installation.startAgain();

    assertThat(installation.status()).doesNotContain("mydb.pairs");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !job(job).contains("\"phase\":\"EXECUTING\""));
    assertThat(job(job))
        .contains("\"phase\":\"COMPLETED\"", "\"attempts\":2", "\"table\":\"mydb.pairs\"");
    List<String> expected = installation.rows("SELECT COUNT(*) " + PAIRS);
    assertThat(installation.rows("SELECT COUNT(*) FROM mydb.pairs")).isEqualTo(expected);
    assertThat(
            installation.rows(
                "SELECT COUNT(*) FROM (SELECT DISTINCT one, other FROM mydb.pairs) AS d"))
        .isEqualTo(expected);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Installation.inside(installation.data().mydb().resolve("local/pairs")))
                    .as("versions of the table")
                    .hasSize(1));
    assertThat(installation.scratchFolders()).as("scratch folders of processes").hasSize(1);
  }

  private static boolean rowsWritten(String job) {
    return !job.contains("\"partsDone\":0,");
  }
}
