package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What UWS 1.1 says of jobs over time: limits, waiting, long lists, the archive. */
class JobLifeTest {

  private static List<String> ids(String list) {
    return Pattern.compile("jobref id=\"(\\w+)\"")
        .matcher(list)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void serviceMayOverrideWhatAUserWants() throws Exception {
    try (TestService service =
        TestService.start(
            Map.of(
                "almagest.jobs.execution-duration", "1h",
                "almagest.jobs.longest-execution-duration", "2h",
                "almagest.jobs.longest-retention", "10d"))) {
      String job = service.post("/tap/async").headers().firstValue("Location").orElseThrow();
      assertThat(service.get(job + "/executionduration").body()).isEqualTo("3600");

      service.post(job + "/executionduration", "EXECUTIONDURATION", "0");
      service.post(job + "/destruction", "DESTRUCTION", "2199-01-01T00:00:00Z");

      assertThat(service.get(job + "/executionduration").body()).isEqualTo("7200");
      Instant destruction = Instant.parse(service.get(job + "/destruction").body());
      assertThat(destruction)
          .isBetween(
              Instant.now().plus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(10)));
      assertThat(service.get("/tap/capabilities").body())
          .contains("<executionDuration><default>3600</default><hard>7200</hard>")
          .contains("<hard>864000</hard></retentionPeriod>");
    }
  }

  @Test
  void quoteIsWhenARunningJobWillHaveToEnd() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      String job =
          service.submit("QUERY", "SELECT rows=100000 delay=20", "EXECUTIONDURATION", "600");
      await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("EXECUTING"));
      String quote = service.get(job + "/quote").body();

      assertThat(Instant.parse(quote))
          .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
      assertThat(service.get(job).body()).contains("<uws:quote>" + quote + "</uws:quote>");
      service.post(job + "/phase", "PHASE", "ABORT");
      assertThat(service.get(job + "/quote").body()).isEmpty();
    }
  }

  @Test
  void listHasAllJobsHoweverMany() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      JdbcClient.create(TestDatabase.shared().dataSource())
          .sql(
              """
              INSERT INTO job (id, type, owner, kind, phase, parameters, created,
                               execution_duration, destruction)
              SELECT 'list' || :owner || n, 'query', :owner, 'ASYNC', 'COMPLETED', '{}',
                     timestamp '2026-01-01' + (n / 3) * interval '1 second', 0, now() + interval '1 h'
                FROM generate_series(1, 2500) AS n
              """)
          .param("owner", service.user())
          .update();

      assertThat(ids(service.get("/tap/async").body())).hasSize(2500).doesNotHaveDuplicates();
      List<String> newest = ids(service.get("/tap/async?LAST=1500").body());
      assertThat(newest)
          .hasSize(1500)
          .doesNotHaveDuplicates()
          .contains("list" + service.user() + 2500);
      assertThat(ids(service.get("/tap/async?AFTER=2026-01-01T00:08:20Z").body())).hasSize(998);
      assertThat(ids(service.get("/tap/async?PHASE=ERROR&PHASE=ABORTED").body())).isEmpty();
    }
  }

  @Test
  void severalJobsAreDeletedByOneRequestOrNone() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      String one = service.post("/tap/async").headers().firstValue("Location").orElseThrow();
      String two = service.post("/tap/async").headers().firstValue("Location").orElseThrow();
      String ids =
          one.substring(one.lastIndexOf('/') + 1) + "," + two.substring(two.lastIndexOf('/') + 1);

      assertThat(service.post("/tap/deletejobs", "JOB_IDS", ids + ",other").statusCode())
          .isEqualTo(404);
      assertThat(service.get(one).statusCode()).isEqualTo(200);
      assertThat(service.post("/tap/deletejobs", "JOB_IDS", ids).statusCode()).isEqualTo(200);
      assertThat(ids(service.get("/tap/async").body())).isEmpty();
      assertThat(service.post("/tap/deletejobs").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void waitersHoldNoThreads() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      String job =
          service
              .post("/tap/async", "QUERY", "SELECT rows=1")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        waiting.add(
            service
                .http()
                .sendAsync(
                    service.request(job + "?WAIT=-1&PHASE=PENDING").build(),
                    BodyHandlers.ofString()));
      }
      assertThat(service.get("/tap/availability").statusCode()).isEqualTo(200);

      service.post(job + "/phase", "PHASE", "RUN");

      for (CompletableFuture<HttpResponse<String>> answer : waiting) {
        assertThat(answer.get().body()).doesNotContain("<uws:phase>PENDING");
      }
    }
  }

  @Test
  void waitEndsAtOnceWhereNothingIsToBeWaitedFor() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      String job =
          service
              .post("/tap/async", "QUERY", "SELECT")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      Instant start = Instant.now();
      assertThat(service.get(job + "?WAIT=30&PHASE=EXECUTING").body()).contains("PENDING");
      assertThat(service.get(job + "?WAIT=1").body()).contains("PENDING");
      service.post(job + "/phase", "PHASE", "ABORT");
      assertThat(service.get(job + "?WAIT=30").body()).contains("ABORTED");
      assertThat(service.get(job + "?WAIT=long").statusCode()).isEqualTo(400);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void jobIsArchivedAtItsDestructionTime() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.sweep-interval", "300ms"))) {
      String job = service.submit("QUERY", "SELECT rows=1");
      await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(job).equals("COMPLETED"));

      service.post(job + "/destruction", "DESTRUCTION", Instant.now().toString());

      await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(job).equals("ARCHIVED"));
      String id = job.substring("/tap/async/".length());
      assertThat(service.get("/tap/async").body()).doesNotContain(id);
      assertThat(service.get("/tap/async?PHASE=ARCHIVED").body()).contains(id);
      assertThat(service.get(job).body()).contains("SELECT rows=1").doesNotContain("<uws:result ");
      assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
      assertThat(service.post(job + "/phase", "PHASE", "RUN").statusCode()).isEqualTo(403);
      assertThat(service.delete(job).statusCode()).isEqualTo(303);
      assertThat(service.get(job).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void heldJobIsStartedByItsUser() throws IOException, InterruptedException {
    try (TestService service = TestService.start(Map.of())) {
      String job =
          service
              .post("/tap/async", "QUERY", "SELECT rows=1")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      JdbcClient.create(TestDatabase.shared().dataSource())
          .sql("UPDATE job SET phase = 'HELD' WHERE id = :id")
          .param("id", job.substring(job.lastIndexOf('/') + 1))
          .update();
      assertThat(service.get(job + "?WAIT=30").body()).contains("<uws:phase>HELD");

      service.post(job + "/phase", "PHASE", "RUN");

      await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(job).equals("COMPLETED"));
    }
  }
}
