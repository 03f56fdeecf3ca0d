package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanningPlacesTest {
  private static final String SLOW = "SELECT rows=1 planning=4000";

  private static String path(String resource, String query) {
    return resource + "?" + TestService.encoded("QUERY", query);
  }

  private static HttpResponse<String> get(TestService service, String path) {
    try {
      return service.get(path);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/check", "/api/explain"})
  void whoFindsNoPlaceToPlanIsToldToComeBackWhileQueriesRun(String resource) throws Exception {
    try (TestService service =
        TestService.start(
            Map.of(
                "almagest.queue.planned-queries", 1, "almagest.jobs.sync-queue-timeout", "50ms"))) {
      CompletableFuture<HttpResponse<String>> slow =
          service
              .http()
              .sendAsync(service.request(path(resource, SLOW)).build(), BodyHandlers.ofString());
      await()
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(
              () ->
                  assertThat(get(service, path(resource, "SELECT rows=1")).statusCode())
                      .isEqualTo(503));

      HttpResponse<String> turnedAway = get(service, path(resource, "SELECT rows=1"));
      assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(turnedAway.body()).contains("No place to plan a query came free");
      assertThat(get(service, path("/tap/sync", "SELECT rows=1")).statusCode()).isEqualTo(200);

      assertThat(slow.join().statusCode()).isEqualTo(200);
      assertThat(get(service, path(resource, "SELECT rows=1")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void placeOfAQueryThatIsWrongComesFreeAgain() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.queue.planned-queries", 1))) {
      for (int request = 0; request < 3; request++) {
        assertThat(service.get(path("/api/check", "DUFF")).body()).contains("\"ok\":false");
        assertThat(service.get(path("/api/explain", "DUFF")).statusCode()).isEqualTo(400);
      }
    }
  }

  @Test
  void rateOfRequestsHoldsForChecksToo() throws Exception {
    try (TestService service =
        TestService.start(
            Map.of("almagest.server.requests-per-second", 1, "almagest.server.request-burst", 1))) {
      HttpResponse<String> answer = service.get(path("/api/check", "SELECT"));
      for (int more = 0; more < 5; more++) {
        answer = service.get(path("/api/check", "SELECT"));
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }
}
