package org.almagest.api.mydb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MyDbTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            Map.of("almagest.jobs.lease", "2s", "almagest.jobs.sweep-interval", "300ms"));
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
    awaitVersions("near_pairs", 0);
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
    awaitVersions("never", 0);
    assertThat(service.get("/api/mydb/tables/never").statusCode()).isEqualTo(404);
  }

  private static void awaitVersions(String table, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(versions(table)).hasSize(count));
  }

  private static List<Path> versions(String table) throws IOException {
    Path folder = service.directory().mydb().resolve(service.user()).resolve(table);
    try (Stream<Path> versions = Files.list(folder)) {
      return versions.toList();
    }
  }

  /** The files of the table as it is are old afterwards. */
  private static Path replace(String table) throws Exception {
    Path old = versions(table).get(0);
    String job =
        run(
            "QUERY",
            "SELECT rows=2",
            "DESTINATION",
            "mydb." + table,
            "DESTINATION_MODE",
            "replace");
    assertThat(service.phase(job)).isEqualTo("COMPLETED");
    return old;
  }

  @Test
  void replacedTableKeepsItsFilesAsLongAsAJobReadsIt() throws Exception {
    run("QUERY", "SELECT rows=30", "DESTINATION", "mydb.pages");
    String reader = service.submit("QUERY", "SELECT delay=200 FROM mydb.pages", "FORMAT", "csv");
    await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(reader).equals("EXECUTING"));
    // Planned, and so held, before the first row.
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                !service
                    .get("/api/jobs/" + reader.substring("/tap/async/".length()))
                    .body()
                    .contains("\"partsDone\":0,"));
    Path old = replace("pages");

    // Ten times as long as it takes to sweep, and as long as it takes to find a process silent.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              boolean executing = service.phase(reader).equals("EXECUTING");
              if (executing) {
                assertThat(old).exists();
              }
              return !executing;
            });
    assertThat(service.phase(reader)).isEqualTo("COMPLETED");
    assertThat(service.get(reader + "/results/result").body().lines()).hasSize(31);
    awaitVersions("pages", 1);
    assertThat(old).doesNotExist();
  }

  @Test
  void replacedTableKeepsItsFilesAsLongAsASynchronousQueryReadsIt() throws Exception {
    run("QUERY", "SELECT rows=25", "DESTINATION", "mydb.streamed");
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return service
                    .post(
                        "/tap/sync",
                        "QUERY",
                        "SELECT delay=200 FROM mydb.streamed",
                        "FORMAT",
                        "csv")
                    .body();
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
              }
            });
    int before = service.engine().executionsStarted();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> service.engine().executionsStarted() > before);
    Path old = replace("streamed");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              boolean there = Files.exists(old);
              return reader.isDone() || !there;
            });
    assertThat(reader).as("whether it had its rows before the files went").isDone();
    assertThat(reader.get().lines()).hasSize(26);
    awaitVersions("streamed", 1);
  }

  @Test
  void versionsWhoseJobIsForgottenGoAllTheSame() throws Exception {
    String job = run("QUERY", "SELECT rows=1", "DESTINATION", "mydb.forgotten");
    JdbcClient.create(TestDatabase.shared().dataSource())
        .sql("DELETE FROM job WHERE id = ?")
        .param(job.substring("/tap/async/".length()))
        .update();
    Path old = replace("forgotten");

    awaitVersions("forgotten", 1);
    assertThat(old).doesNotExist();
    assertThat(service.get("/api/mydb/tables/forgotten").body()).contains("\"rows\":2");
  }
}
