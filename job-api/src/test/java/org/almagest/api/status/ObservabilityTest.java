package org.almagest.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObservabilityTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> get(String path, String requestId)
      throws IOException, InterruptedException {
    return service
        .http()
        .send(
            service.request(path).header("X-Request-Id", requestId).build(),
            BodyHandlers.ofString());
  }

  @Test
  void livenessAndReadinessTellOfTheParts() throws Exception {
    assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(service.get("/health/ready").body())
        .contains("\"database\":\"ok\"", "\"storage\":\"ok\"", "\"engine\":\"ok\"");
  }

  @Test
  void serviceWithoutStorageIsNotReady() throws Exception {
    try (TestService broken = TestService.start(Map.of())) {
      Files.writeString(broken.directory().results(), "a file in the place of the folder");

      HttpResponse<String> answer = broken.get("/health/ready");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("\"database\":\"ok\"")
          .doesNotContain("\"storage\":\"ok\"");
      assertThat(broken.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsCountRequestsByPatternOfPathAndJobsByPhase() throws Exception {
    service.get("/tap/sync?QUERY=SELECT%20rows=1");

    HttpResponse<String> answer = service.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/plain");
    assertThat(answer.body())
        .contains(
            "almagest_http_request_seconds_count{method=\"GET\",path=\"/tap/sync\",status=\"200\"}",
            "almagest_jobs{phase=\"queued\"}",
            "almagest_jobs_running{kind=\"sync\"} 0",
            "jvm_memory_used_bytes");
  }

  @Test
  void methodsThatClientsMakeUpAreNoLabels() throws Exception {
    for (String method : new String[] {"BREW", "PROPFIND", "X1"}) {
      service
          .http()
          .send(
              service
                  .request("/tap/sync")
                  .method(method, java.net.http.HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
    }

    assertThat(service.get("/metrics").body())
        .contains("{method=\"other\",")
        .doesNotContain("BREW", "PROPFIND", "X1");
  }

  @Test
  void stateOfTheServiceDoesNotTellWhereItsFilesLie() throws Exception {
    String folder = service.directory().root().toString();

    assertThat(service.get("/api/status").body()).contains("\"user\"").doesNotContain(folder);
    try (TestService broken = TestService.start(Map.of())) {
      Files.writeString(broken.directory().results(), "a file in the place of the folder");
      assertThat(broken.get("/health/ready").body())
          .contains(".../results")
          .doesNotContain(broken.directory().root().toString());
    }
  }

  @Test
  void requestIdOfTheCallerIsInTheAnswerAndInItsErrors() throws Exception {
    assertThat(get("/tap/capabilities", "my-id.1").headers().firstValue("X-Request-Id"))
        .hasValue("my-id.1");
    HttpResponse<String> wrong = get("/tap/sync?QUERY=DUFF", "my-id.2");
    assertThat(wrong.headers().firstValue("X-Request-Id")).hasValue("my-id.2");
    assertThat(wrong.body()).contains("REQUEST_ID", "my-id.2");
    HttpResponse<String> missing = get("/tap/async/nojob", "my-id.3");
    assertThat(missing.headers().firstValue("X-Request-Id")).hasValue("my-id.3");
    assertThat(missing.body()).endsWith("\nRequest my-id.3\n");
  }

  @Test
  void requestWithoutAnIdOrWithAHarmfulOneGetsOne() throws Exception {
    assertThat(service.get("/tap/capabilities").headers().firstValue("X-Request-Id"))
        .get()
        .asString()
        .matches("[0-9a-f]{32}");
    assertThat(get("/tap/capabilities", "a b\"").headers().firstValue("X-Request-Id"))
        .get()
        .asString()
        .matches("[0-9a-f]{32}");
  }

  @Test
  void jobKeepsTheIdOfTheRequestThatMadeIt() throws Exception {
    HttpResponse<String> created =
        service
            .http()
            .send(
                service
                    .request("/tap/async")
                    .header("X-Request-Id", "made-it")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("QUERY=SELECT"))
                    .build(),
                BodyHandlers.ofString());
    String job = created.headers().firstValue("Location").orElseThrow();

    assertThat(service.get(job).body()).contains("<request>made-it</request>");
    assertThat(service.get("/api/jobs/" + job.substring(job.lastIndexOf('/') + 1)).body())
        .contains("\"requestId\":\"made-it\"");
  }

  @Test
  void userWhoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    try (TestService limited =
        TestService.start(
            Map.of("almagest.server.requests-per-second", 1, "almagest.server.request-burst", 2))) {
      HttpResponse<String> answer = limited.get("/tap/availability");
      for (int more = 0; more < 5; more++) {
        answer = limited.get("/tap/availability");
      }

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-9]\\d*");
      assertThat(answer.body()).contains("More than 1 requests a second", "ask again in");
      assertThat(limited.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void workerAnswersNoUsers() throws Exception {
    try (TestService worker = TestService.start(Map.of("almagest.server.role", "worker"))) {
      HttpResponse<String> answer = worker.get("/tap/capabilities");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("ask one whose role is web");
      assertThat(worker.get("/health/live").statusCode()).isEqualTo(200);
    }
  }
}
