package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

/** Queries that do not heed that they are stopped. */
class StuckQueryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String DEAF = "SELECT rows=1 deaf";

  private static TestService service(int stuck) throws IOException {
    return TestService.start(
        Map.of(
            "almagest.jobs.async-workers", "1",
            "almagest.jobs.sync-queries", "1",
            "almagest.jobs.sync-time-limit", "1s",
            "almagest.jobs.stop-grace", "500ms",
            "almagest.jobs.stuck-queries", Integer.toString(stuck)));
  }

  private static void awaitPhase(TestService service, String job, String phase) {
    await().atMost(PATIENCE).until(() -> service.phase(job).equals(phase));
  }

  private static void awaitStuck(TestService service, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(service.get("/api/status").body()).contains("\"stuck\":" + count + ",");
              assertThat(service.get("/metrics").body())
                  .contains("almagest_jobs_stuck " + count + ".0");
            });
  }

  private static HttpResponse<String> sync(TestService service, String query) throws Exception {
    return service.post("/tap/sync", "LANG", "ADQL", "FORMAT", "csv", "QUERY", query);
  }

  @Test
  void jobBeyondItsTimeLimitIsEndedAndItsWorkerReplaced() throws Exception {
    try (TestService service = service(8)) {
      String deaf = service.submit("QUERY", DEAF, "EXECUTIONDURATION", "1");
      awaitPhase(service, deaf, "ERROR");
      assertThat(service.get(deaf + "/error").body())
          .contains("stopped after its execution duration of 1 s");
      awaitStuck(service, 1);

      String harmless = service.submit("QUERY", "SELECT rows=1");
      awaitPhase(service, harmless, "COMPLETED");

      service.engine().wakeTheDeaf();
      awaitStuck(service, 0);
      assertThat(service.phase(deaf)).isEqualTo("ERROR");
    }
  }

  @Test
  void abortedJobDoesNotKeepItsWorker() throws Exception {
    try (TestService service = service(8)) {
      String deaf = service.submit("QUERY", DEAF);
      await().atMost(PATIENCE).until(() -> service.engine().executionsStarted() == 1);
      service.post(deaf + "/phase", "PHASE", "ABORT");
      String harmless = service.submit("QUERY", "SELECT rows=1");

      awaitPhase(service, harmless, "COMPLETED");
      assertThat(service.phase(deaf)).isEqualTo("ABORTED");
      service.engine().wakeTheDeaf();
    }
  }

  @Test
  void callerOfASynchronousQueryIsAnsweredAndItsPlaceGivenBack() throws Exception {
    try (TestService service = service(8)) {
      HttpResponse<String> answer = sync(service, DEAF);

      assertThat(answer.statusCode()).isEqualTo(408);
      assertThat(answer.body()).contains("A synchronous query may take 1 s");
      assertThat(sync(service, "SELECT rows=5").body().lines()).hasSize(6);
      service.engine().wakeTheDeaf();
      awaitStuck(service, 0);
      assertThat(sync(service, "SELECT rows=5").body().lines()).hasSize(6);
    }
  }

  @Test
  void nothingNewIsBegunWhileTooManyAreStuck() throws Exception {
    try (TestService service = service(1)) {
      assertThat(sync(service, DEAF).statusCode()).isEqualTo(408);
      HttpResponse<String> refused = sync(service, "SELECT rows=1");
      String waiting = service.submit("QUERY", "SELECT rows=1");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("1 queries do not heed that they were stopped");
      assertThat(service.phase(waiting)).isEqualTo("QUEUED");

      service.engine().wakeTheDeaf();
      awaitPhase(service, waiting, "COMPLETED");
      assertThat(sync(service, "SELECT rows=1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void queryThatHeedsItsStopIsNotLeftBehind() throws Exception {
    try (TestService service = service(8)) {
      HttpResponse<String> answer = sync(service, "SELECT rows=1000 delay=100");

      assertThat(answer.statusCode()).isEqualTo(408);
      awaitStuck(service, 0);
    }
  }
}
