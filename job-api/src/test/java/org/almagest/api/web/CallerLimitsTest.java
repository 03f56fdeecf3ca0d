package org.almagest.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service behind a proxy that tells who asks, with classes of users. */
class CallerLimitsTest {
  private static final String UNIQUE = UUID.randomUUID().toString().substring(0, 8);

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            Map.ofEntries(
                Map.entry("almagest.jobs.async-workers", 0),
                Map.entry("almagest.identity.user-header", "X-Auth-Request-User"),
                Map.entry("almagest.identity.groups-header", "X-Auth-Request-Groups"),
                Map.entry("almagest.identity.anonymous-user", "nobody-" + UNIQUE),
                Map.entry("almagest.limits.classes.anonymous.requests-per-second", 2),
                Map.entry("almagest.limits.classes.anonymous.request-burst", 1),
                Map.entry("almagest.limits.classes.anonymous.hard-maxrec", 500),
                Map.entry("almagest.limits.classes.students.groups", "course-a, course-b"),
                Map.entry("almagest.limits.classes.students.hard-maxrec", 77),
                Map.entry("almagest.limits.classes.students.upload-size", "1KB")));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpRequest.Builder as(String user, String groups, String path) {
    return service
        .request(path)
        .header("X-Auth-Request-User", user + UNIQUE)
        .header("X-Auth-Request-Groups", groups);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return service.http().send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> patiently(String path)
      throws IOException, InterruptedException {
    while (true) {
      HttpResponse<String> answer = service.get(path);
      if (answer.statusCode() != 429) {
        return answer;
      }
      long seconds = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
          .join();
    }
  }

  @Test
  void onlyTheClassThatHasALimitOfRequestsIsTurnedAway() throws Exception {
    int limited = 0;
    for (int request = 0; request < 20; request++) {
      HttpResponse<String> answer = service.get("/tap/availability");
      if (answer.statusCode() == 429) {
        limited++;
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("More than 2 requests a second");
      }
      assertThat(send(as("ada", "", "/tap/availability")).statusCode()).isEqualTo(200);
    }
    assertThat(limited).isPositive();
  }

  @Test
  void whoComesBackWhenToldIsAnswered() throws Exception {
    for (int request = 0; request < 6; request++) {
      assertThat(patiently("/tap/availability").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void capabilitiesTellTheLimitsOfTheCaller() throws Exception {
    assertThat(patiently("/tap/capabilities").body())
        .contains(
            "<default unit=\"row\">500</default><hard unit=\"row\">500</hard>",
            "<hard unit=\"byte\">268435456</hard>");
    assertThat(send(as("eve", "course-b,other", "/tap/capabilities")).body())
        .contains("<hard unit=\"row\">77</hard>", "<hard unit=\"byte\">1024</hard>");
    assertThat(send(as("ada", "other", "/tap/capabilities")).body())
        .contains(
            "<outputLimit><default unit=\"row\">10000000</default>"
                + "<hard unit=\"row\">100000000</hard></outputLimit>");
  }

  @Test
  void rowsAreCutAtTheLimitOfTheClass() throws Exception {
    String query =
        TestService.encoded("QUERY", "SELECT rows=1000", "LANG", "ADQL", "FORMAT", "csv");

    String ofStudent = send(as("eve", "course-a", "/tap/sync?" + query)).body();
    String ofStaff = send(as("ada", "", "/tap/sync?" + query)).body();

    assertThat(ofStudent.lines()).hasSize(78);
    assertThat(ofStaff.lines()).hasSize(1001);
  }

  @Test
  void jobsBelongToTheUserWhomTheProxyNames() throws Exception {
    HttpResponse<String> created =
        send(
            as("ada", "", "/tap/async")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("QUERY=SELECT")));
    String job = created.headers().firstValue("Location").orElseThrow();

    assertThat(send(as("ada", "", job)).body()).contains("ada" + UNIQUE);
    assertThat(send(as("eve", "", job)).statusCode()).isEqualTo(403);
    assertThat(patiently(job).statusCode()).isEqualTo(403);
  }

  @Test
  void nameThatCannotBeAUsersIsRefused() throws Exception {
    HttpResponse<String> answer = send(as("../", "", "/tap/tables"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("A user's name has letters");
  }

  @Test
  void headerOfWhoeverIsNoProxyIsNotBelieved() throws Exception {
    try (TestService open =
        TestService.start(
            Map.of(
                "almagest.identity.user-header", "X-Auth-Request-User",
                "almagest.identity.proxies", "192.0.2.7"))) {
      HttpResponse<String> status =
          open.http()
              .send(
                  open.request("/api/status")
                      .header("X-Auth-Request-User", "ada")
                      .header("X-Forwarded-For", "192.0.2.7")
                      .build(),
                  BodyHandlers.ofString());

      assertThat(status.body()).contains("\"user\":\"anonymous\"");
    }
  }

  @Test
  void jobTellsWhatItWaitsFor() throws Exception {
    HttpResponse<String> created =
        send(
            as("ada", "course-a", "/tap/async")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("QUERY=SELECT&PHASE=RUN")));
    String job = created.headers().firstValue("Location").orElseThrow();

    assertThat(send(as("ada", "", job)).body())
        .contains("<waitsFor what=\"worker\" class=\"students\" lane=\"short\" running=")
        .contains("A worker takes it as soon as one is free");
    assertThat(send(as("ada", "", "/api/jobs/" + job.substring(job.lastIndexOf('/') + 1))).body())
        .contains("\"waitsFor\":{\"held\":\"WORKER\"");
    send(as("ada", "", job).DELETE());
  }
}
