package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

/** Errors of the virtual machine end a query, and no worker. */
class WorkErrorTest {

  @Test
  void jobIsEndedAtOnceAndItsWorkerGoesOn() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.async-workers", "1"))) {
      for (int times = 0; times < 3; times++) {
        String deadly = service.submit("QUERY", "SELECT rows=1 fail=ERROR");
        // Sooner than a lease lapses.
        await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(deadly).equals("ERROR"));
        assertThat(service.get(deadly + "/error").body())
            .contains("The service failed: the operator finds the reason in its log");
      }
      String harmless = service.submit("QUERY", "SELECT rows=1");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> service.phase(harmless).equals("COMPLETED"));
    }
  }

  @Test
  void synchronousQueryIsAnsweredAndTheNextOneRuns() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.sync-queries", "1"))) {
      HttpResponse<String> answer =
          service.post("/tap/sync", "QUERY", "SELECT rows=1 fail=ERROR", "FORMAT", "csv");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("The service failed").doesNotContain("StackOverflow");
      assertThat(service.post("/tap/sync", "QUERY", "SELECT rows=1").statusCode()).isEqualTo(200);
    }
  }
}
