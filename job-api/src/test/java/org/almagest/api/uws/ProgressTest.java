package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String json(String job) throws IOException, InterruptedException {
    return service.get("/api/jobs/" + job.substring("/tap/async/".length())).body();
  }

  @Test
  void jobTellsRowsPartsAndTheTimeThatIsLeft() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=100 delay=60", "FORMAT", "csv");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(json(job))
                    .containsPattern("\"partsDone\":[1-9]\\d*,\"parts\":100,\"rows\":[1-9]")
                    .containsPattern("\"secondsLeft\":\\d"));
    assertThat(service.get(job).body())
        .containsPattern("(?s)<uws:jobInfo>.*partsDone=\"[1-9]\\d*\" parts=\"100\" rows=\"[1-9]")
        .containsPattern("secondsLeft=\"\\d");
    service.post(job + "/phase", "PHASE", "ABORT");
  }

  @Test
  void eventsTellOfEachChangeUntilTheEnd() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=40 delay=60", "FORMAT", "csv");

    HttpResponse<String> events =
        service.get("/api/jobs/" + job.substring("/tap/async/".length()) + "/events");

    assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(events.body())
        .contains("event:job")
        .containsSubsequence("\"phase\":\"EXECUTING\"", "\"phase\":\"COMPLETED\"")
        .containsPattern("\"rows\":[1-9]\\d*,\"partsDone\":[1-9]\\d*,\"parts\":40");
  }

  @Test
  void eventsOfAJobThatHasEndedAreOneEvent() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=1");
    await().until(() -> service.phase(job).equals("COMPLETED"));

    assertThat(service.get("/api/jobs/" + job.substring("/tap/async/".length()) + "/events").body())
        .containsOnlyOnce("event:job")
        .contains("\"phase\":\"COMPLETED\"");
  }

  @Test
  void eventsOfAJobThatIsNotThereAreRefused() throws Exception {
    assertThat(service.get("/api/jobs/nojob/events").statusCode()).isEqualTo(404);
  }
}
