package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AsyncTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of("almagest.jobs.longest-retention", "36500d"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void awaitPhase(String job, String phase) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> service.phase(job).equals(phase));
  }

  @Test
  void jobRunsToItsResult() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=4", "RUNID", "night-1", "FORMAT", "csv");
    awaitPhase(job, "COMPLETED");

    HttpResponse<String> result = service.get(job + "/results/result");
    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(result.headers().firstValue("Content-Type")).get().asString().startsWith("text/csv");
    assertThat(result.body().lines()).hasSize(5);
    assertThat(service.get(job).body())
        .contains("<uws:phase>COMPLETED</uws:phase>")
        .contains("<uws:runId>night-1</uws:runId>")
        .contains("<uws:ownerId>" + service.user() + "</uws:ownerId>")
        .contains("<route backend=\"DUCKDB\"><reason>Few rows are left</reason>")
        .contains("rows=\"4\"")
        .contains("xlink:href=\"" + service.url() + job + "/results/result\"");
    assertThat(service.get("/api/jobs/" + job.substring("/tap/async/".length())).body())
        .contains("\"phase\":\"COMPLETED\"", "\"backend\":\"DUCKDB\"");
  }

  @Test
  void wrongQueryIsAcceptedAndFailsWhenItRuns() throws Exception {
    String job = service.submit("QUERY", "DUFF QUERY");
    awaitPhase(job, "ERROR");

    assertThat(service.get(job).body()).contains("<uws:errorSummary type=\"fatal\"");
    HttpResponse<String> error = service.get(job + "/error");
    assertThat(error.statusCode()).isEqualTo(200);
    assertThat(error.body()).contains("value=\"ERROR\"", "Line 1, column 1");
    assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
  }

  @Test
  void pendingJobCanBeChangedAndDeleted() throws Exception {
    HttpResponse<String> created = service.post("/tap/async", "QUERY", "SELECT", "RUNID", "a");
    assertThat(created.statusCode()).isEqualTo(303);
    String job = created.headers().firstValue("Location").orElseThrow();
    assertThat(service.phase(job)).isEqualTo("PENDING");

    assertThat(service.post(job + "/parameters", "runId", "b", "MAXREC", "7").statusCode())
        .isEqualTo(303);
    service.post(job + "/executionduration", "EXECUTIONDURATION", "77");
    service.post(job + "/destruction", "DESTRUCTION", "2030-01-01T00:00:00Z");
    assertThat(service.get(job).body())
        .contains("<uws:runId>b</uws:runId>", "<uws:parameter id=\"MAXREC\">7</uws:parameter>");
    assertThat(service.get(job + "/executionduration").body()).isEqualTo("77");
    assertThat(service.get(job + "/destruction").body()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(service.get(job + "/quote").statusCode()).isEqualTo(200);

    assertThat(service.delete(job).statusCode()).isEqualTo(303);
    assertThat(service.get(job).statusCode()).isEqualTo(404);
  }

  @Test
  void abortStopsTheEngineWithinTwoSeconds() throws Exception {
    int started = service.engine().executionsStarted();
    String job = service.submit("QUERY", "SELECT rows=100000 delay=20");
    awaitPhase(job, "EXECUTING");
    await().until(() -> service.engine().executionsStarted() > started);
    int before = service.engine().executionsCancelled();
    Instant asked = Instant.now();

    assertThat(service.post(job + "/phase", "PHASE", "ABORT").statusCode()).isEqualTo(303);

    assertThat(service.phase(job)).isEqualTo("ABORTED");
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> service.engine().executionsCancelled() > before);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
  }

  @Test
  void executionDurationEndsTheJob() throws Exception {
    HttpResponse<String> created =
        service.post("/tap/async", "QUERY", "SELECT rows=100000 delay=20");
    String job = created.headers().firstValue("Location").orElseThrow();
    service.post(job + "/executionduration", "EXECUTIONDURATION", "1");
    service.post(job + "/phase", "PHASE", "RUN");

    awaitPhase(job, "ERROR");
    assertThat(service.get(job + "/error").body()).contains("execution duration of 1 s");
  }

  @Test
  void waitReturnsWhenThePhaseChanges() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=10 delay=100");
    awaitPhase(job, "EXECUTING");
    Instant asked = Instant.now();

    String shown = service.get(job + "?WAIT=30&PHASE=EXECUTING").body();

    assertThat(shown).contains("<uws:phase>COMPLETED</uws:phase>");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(service.get(job + "?WAIT=0").statusCode()).isEqualTo(200);
  }

  @Test
  void listIsFiltered() throws Exception {
    String one = service.submit("QUERY", "DUFF");
    awaitPhase(one, "ERROR");
    String two =
        service.post("/tap/async", "QUERY", "SELECT").headers().firstValue("Location").get();

    String id = one.substring(one.lastIndexOf('/') + 1);
    String pending = two.substring(two.lastIndexOf('/') + 1);
    assertThat(service.get("/tap/async").body()).contains(id, pending, "version=\"1.1\"");
    assertThat(service.get("/tap/async?PHASE=ERROR").body()).contains(id).doesNotContain(pending);
    assertThat(service.get("/tap/async?LAST=1").body()).contains(pending).doesNotContain(id);
    assertThat(service.get("/tap/async?AFTER=2100-01-01T00:00:00Z").body())
        .doesNotContain(id, pending);
    assertThat(service.get("/tap/async?LAST=0").statusCode()).isEqualTo(400);
  }

  @Test
  void othersMayNotSeeAJob() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=1");
    try (TestService other = TestService.start(Map.of("almagest.jobs.async-workers", "0"))) {
      HttpResponse<String> answer = other.get(job);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("belongs to someone else");
      assertThat(other.get("/tap/async").body()).doesNotContain("jobref");
      assertThat(other.get("/tap/async/nosuchjob").statusCode()).isEqualTo(404);
    }
  }
}
