package org.almagest.api.mydb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MyDbTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String run(String... form) throws IOException, InterruptedException {
    String job = service.submit(form);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> service.phase(job).equals("COMPLETED") || service.phase(job).equals("ERROR"));
    return job;
  }

  @Test
  void resultBecomesATableThatCanBeReadAndDropped() throws Exception {
    String job = run("QUERY", "SELECT rows=7", "DESTINATION", "MyDB.Near_Pairs");
    assertThat(service.phase(job)).isEqualTo("COMPLETED");
    assertThat(service.get(job).body()).contains("<table>mydb.Near_Pairs</table>");

    assertThat(service.get("/api/mydb/tables").body())
        .contains("\"name\":\"mydb.Near_Pairs\"", "\"rows\":7", "\"adql\":\"SELECT rows=7\"");
    assertThat(service.get("/api/mydb/tables/near_pairs").body())
        .contains("\"name\":\"ra\"", "\"unit\":\"deg\"", "\"ucd\":\"pos.eq.ra;meta.main\"");
    assertThat(service.get("/tap/tables/mydb.Near_Pairs").body())
        .contains("<name>mydb.Near_Pairs</name>", "<unit>deg</unit>");

    assertThat(service.get("/api/mydb/tables/near_pairs/rows?limit=2").body())
        .contains("\"rows\":[[1,10.5,-0.25,", "\"overflow\":true");
    assertThat(service.get("/api/mydb/tables/Near_Pairs/download?format=csv").body().lines())
        .hasSize(8);
    assertThat(service.get("/api/mydb/tables/Near_Pairs/download?format=parquet").body())
        .startsWith("PAR1");
    assertThat(service.get(job + "/results/result").headers().firstValue("Location"))
        .hasValue(service.url() + "/api/mydb/tables/Near_Pairs/download?format=votable");

    assertThat(service.delete("/api/mydb/tables/NEAR_PAIRS").statusCode()).isEqualTo(204);
    assertThat(service.get("/api/mydb/tables/near_pairs").statusCode()).isEqualTo(404);
    assertThat(service.delete("/api/mydb/tables/near_pairs").body())
        .contains("There is no table [mydb.near_pairs]");
    assertThat(service.directory().mydb().resolve(service.user()).resolve("near_pairs"))
        .isEmptyDirectory();
  }

  @Test
  void existingTableIsReplacedOnlyWhenAsked() throws Exception {
    run("QUERY", "SELECT rows=1", "DESTINATION", "mydb.once");

    String again = run("QUERY", "SELECT rows=2", "DESTINATION", "mydb.ONCE");
    assertThat(service.get(again + "/error").body())
        .contains("Table [mydb.ONCE] exists", "DESTINATION_MODE=replace");
    assertThat(service.get("/api/mydb/tables/once").body()).contains("\"rows\":1,");

    run("QUERY", "SELECT rows=2", "DESTINATION", "mydb.once", "DESTINATION_MODE", "replace");
    assertThat(service.get("/api/mydb/tables/once").body()).contains("\"rows\":2,");
  }

  @Test
  void destinationsMustBeLegalNamesOfMydb() throws Exception {
    for (String wrong : new String[] {"dr1.Object", "mydb.a b", "mydb.../x", "mydb.select", "x"}) {
      String job = run("QUERY", "SELECT rows=1", "DESTINATION", wrong);
      assertThat(service.phase(job)).as(wrong).isEqualTo("ERROR");
    }
    assertThat(service.post("/tap/sync", "QUERY", "SELECT", "DESTINATION", "mydb.x").body())
        .contains("send the query to /tap/async");
  }

  @Test
  void failedAndAbortedJobsLeaveNothing() throws Exception {
    String failed = run("QUERY", "SELECT rows=2 fail=QUERY_FAILED", "DESTINATION", "mydb.never");
    assertThat(service.get(failed + "/error").body()).contains("Division by zero");
    String slow = service.submit("QUERY", "SELECT rows=9999 delay=10", "DESTINATION", "mydb.never");
    await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(slow).equals("EXECUTING"));
    service.delete(slow);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(service.directory().mydb().resolve(service.user()).resolve("never"))
                    .isEmptyDirectory());
    assertThat(service.get("/api/mydb/tables/never").statusCode()).isEqualTo(404);
  }
}
