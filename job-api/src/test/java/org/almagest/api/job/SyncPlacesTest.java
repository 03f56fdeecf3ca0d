package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

/** Long synchronous queries fill their own places, and no others. */
class SyncPlacesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static TestService service(String... more) throws IOException {
    Map<String, Object> settings =
        new java.util.HashMap<>(
            Map.of(
                "almagest.jobs.sync-queries", "2",
                "almagest.queue.long-sync-queries", "2",
                "almagest.queue.short-rows", "10",
                "almagest.jobs.sync-queue-timeout", "3s",
                "almagest.jobs.sync-time-limit", "8s"));
    for (int index = 0; index < more.length; index += 2) {
      settings.put(more[index], more[index + 1]);
    }
    return TestService.start(settings);
  }

  private static CompletableFuture<HttpResponse<String>> send(TestService service, String query) {
    return service
        .http()
        .sendAsync(
            service
                .request("/tap/sync")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestService.encoded("QUERY", query, "FORMAT", "csv")))
                .build(),
            BodyHandlers.ofString());
  }

  private static List<CompletableFuture<HttpResponse<String>>> longOnes(
      TestService service, int count) {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      answers.add(send(service, "SELECT rows=11 delay=450"));
    }
    return answers;
  }

  @Test
  void shortQueryPassesAtOnceWhileLongOnesRunAndWait() throws Exception {
    try (TestService service = service()) {
      List<CompletableFuture<HttpResponse<String>>> answers = longOnes(service, 4);
      await().atMost(PATIENCE).until(() -> service.engine().executionsStarted() == 2);

      for (int times = 0; times < 5; times++) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = send(service, "SELECT rows=3").join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      }

      List<Integer> codes = answers.stream().map(answer -> answer.join().statusCode()).toList();
      assertThat(codes).containsExactlyInAnyOrder(200, 200, 503, 503);
      assertThat(answers.stream().map(answer -> answer.join().body()))
          .anyMatch(
              body -> body.contains("No place for a long synchronous query came free in 3 s: try"));
    }
  }

  @Test
  void longQueriesBeyondThoseThatMayWaitAreTurnedAwayAtOnce() throws Exception {
    try (TestService service = service()) {
      List<CompletableFuture<HttpResponse<String>>> answers = longOnes(service, 4);
      await().atMost(PATIENCE).until(() -> service.get("/metrics").body().contains("waiting 2.0"));

      HttpResponse<String> fifth = send(service, "SELECT rows=11 delay=450").join();

      assertThat(fifth.statusCode()).isEqualTo(503);
      assertThat(fifth.body()).contains("Too many long synchronous queries wait");
      answers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void limitOfAUserIsNotEvadedByQueriesThatTurnOutLong() throws Exception {
    try (TestService service = service("almagest.queue.sync-per-user", "1")) {
      List<CompletableFuture<HttpResponse<String>>> answers = longOnes(service, 1);
      await().atMost(PATIENCE).until(() -> service.engine().executionsStarted() == 1);

      HttpResponse<String> second = send(service, "SELECT rows=3").join();

      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.body()).contains("No place for a synchronous query came free in 3 s");
      assertThat(answers.get(0).join().statusCode()).isEqualTo(200);
    }
  }
}
