package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of requests and answers of UWS 1.1, section 2.2, walked line by line against jobs in
 * each phase.
 */
class UwsTableTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of("almagest.jobs.longest-execution-duration", "2h"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String pending() throws IOException, InterruptedException {
    return service
        .post("/tap/async", "LANG", "ADQL", "QUERY", "SELECT rows=3", "RUNID", "night-1")
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  private static String ended(String query) throws IOException, InterruptedException {
    String job = service.submit("QUERY", query, "FORMAT", "csv");
    await().atMost(Duration.ofSeconds(20)).until(() -> !"QUEUED EXECUTING".contains(phase(job)));
    return job;
  }

  private static String phase(String job) {
    return service.phase(job);
  }

  private static String inPhase(String phase) throws IOException, InterruptedException {
    return switch (phase) {
      case "PENDING" -> pending();
      case "EXECUTING" -> {
        String job = service.submit("QUERY", "SELECT rows=100000 delay=20");
        await().atMost(Duration.ofSeconds(20)).until(() -> phase(job).equals("EXECUTING"));
        yield job;
      }
      case "COMPLETED" -> ended("SELECT rows=3");
      case "ERROR" -> ended("DUFF QUERY");
      case "ABORTED" -> {
        String job = pending();
        service.post(job + "/phase", "PHASE", "ABORT");
        yield job;
      }
      default -> throw new IllegalArgumentException(phase);
    };
  }

  private static HttpResponse<String> send(String method, String url, String form)
      throws IOException, InterruptedException {
    return service
        .http()
        .send(
            service
                .request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form == null ? "" : form))
                .build(),
            BodyHandlers.ofString());
  }

  @ParameterizedTest(name = "GET {1} of a job that is {0}: {2} {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # phase, resource, status, content type, body
          PENDING, '', 200, application/xml, -
          PENDING, /phase, 200, text/plain, PENDING
          PENDING, /quote, 200, text/plain, ''
          PENDING, /executionduration, 200, text/plain, 7200
          PENDING, /destruction, 200, text/plain, -
          PENDING, /owner, 200, text/plain, -
          PENDING, /parameters, 200, application/xml, -
          PENDING, /parameters/QUERY, 200, text/plain, SELECT rows=3
          PENDING, /parameters/query, 200, text/plain, SELECT rows=3
          PENDING, /parameters/runid, 200, text/plain, night-1
          PENDING, /parameters/MAXREC, 404, text/plain, -
          PENDING, /results, 200, application/xml, -
          PENDING, /results/result, 404, text/plain, -
          PENDING, /error, 404, text/plain, -
          PENDING, /nonsense, 404, text/plain, -
          EXECUTING, /phase, 200, text/plain, EXECUTING
          EXECUTING, /results/result, 404, text/plain, -
          COMPLETED, /phase, 200, text/plain, COMPLETED
          COMPLETED, /results/result, 200, text/csv, -
          COMPLETED, /results/other, 404, text/plain, -
          COMPLETED, /error, 404, text/plain, -
          ERROR, /phase, 200, text/plain, ERROR
          ERROR, /error, 200, application/x-votable+xml, -
          ERROR, /results/result, 404, text/plain, -
          ABORTED, /phase, 200, text/plain, ABORTED
          ABORTED, /results/result, 404, text/plain, -
          """)
  void resourceIsRead(String phase, String resource, int status, String type, String body)
      throws Exception {
    String job = inPhase(phase);
    HttpResponse<String> answer = service.get(job + resource);
    service.delete(job);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith(type);
    assertThat(answer.headers().firstValue("Server")).get().asString().startsWith("Almagest/");
    if (body != null) {
      assertThat(answer.body()).isEqualTo(body);
    }
  }

  @ParameterizedTest(name = "{1} {2} [{3}] of a job that is {0}: {4}, then {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # phase, method, resource, form, status, phase afterwards
          PENDING, POST, /phase, PHASE=RUN, 303, -
          PENDING, POST, /phase, phase=abort, 303, ABORTED
          PENDING, POST, /phase, PHASE=SLEEP, 400, PENDING
          PENDING, POST, /phase, -, 400, PENDING
          PENDING, POST, '', PHASE=ABORT, 303, ABORTED
          PENDING, POST, '', MAXREC=3, 400, PENDING
          PENDING, POST, '', ACTION=BURN, 400, PENDING
          PENDING, POST, '', ACTION=DELETE, 303, gone
          PENDING, DELETE, '', -, 303, gone
          PENDING, POST, /parameters, MAXREC=3, 303, PENDING
          PENDING, PUT, /parameters/MAXREC, 3, 303, PENDING
          PENDING, POST, /executionduration, EXECUTIONDURATION=60, 303, PENDING
          PENDING, POST, /executionduration, EXECUTIONDURATION=soon, 400, PENDING
          PENDING, POST, /executionduration, -, 400, PENDING
          PENDING, POST, /destruction, DESTRUCTION=2199-12-24T18:00:00Z, 303, PENDING
          PENDING, POST, /destruction, DESTRUCTION=tomorrow, 400, PENDING
          PENDING, POST, /results, A=1, 405, PENDING
          PENDING, DELETE, /results, -, 405, PENDING
          EXECUTING, POST, /phase, PHASE=ABORT, 303, ABORTED
          EXECUTING, POST, /phase, PHASE=RUN, 303, EXECUTING
          EXECUTING, POST, /parameters, MAXREC=3, 403, EXECUTING
          EXECUTING, POST, /executionduration, EXECUTIONDURATION=60, 403, EXECUTING
          EXECUTING, POST, /destruction, DESTRUCTION=2199-12-24T18:00:00Z, 303, EXECUTING
          EXECUTING, DELETE, '', -, 303, gone
          COMPLETED, POST, /phase, PHASE=RUN, 403, COMPLETED
          COMPLETED, POST, /phase, PHASE=ABORT, 303, COMPLETED
          COMPLETED, POST, /parameters, MAXREC=3, 403, COMPLETED
          COMPLETED, PUT, /parameters/MAXREC, 3, 403, COMPLETED
          COMPLETED, DELETE, '', -, 303, gone
          ERROR, POST, /phase, PHASE=RUN, 403, ERROR
          ABORTED, POST, /phase, PHASE=RUN, 403, ABORTED
          """)
  void jobIsChanged(
      String phase, String method, String resource, String form, int status, String afterwards)
      throws Exception {
    String job = inPhase(phase);

    HttpResponse<String> answer = send(method, job + resource, form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 303) {
      boolean gone = "gone".equals(afterwards);
      assertThat(answer.headers().firstValue("Location"))
          .get()
          .asString()
          .endsWith(gone ? "/tap/async" : job.substring(job.lastIndexOf('/')));
    } else {
      assertThat(answer.headers().firstValue("Content-Type")).get().asString().contains("text");
      assertThat(answer.body()).isNotBlank();
    }
    if ("gone".equals(afterwards)) {
      assertThat(service.get(job).statusCode()).isEqualTo(404);
    } else if (afterwards != null) {
      assertThat(phase(job)).isEqualTo(afterwards);
    }
    service.delete(job);
  }

  @ParameterizedTest(name = "creation with [{0}]: {1}")
  @CsvSource(
      textBlock =
          """
          'QUERY=DUFF', 303
          '', 303
          'LANG=OOBLECK&QUERY=SELECT', 303
          'QUERY=SELECT&QUERY=SELECT', 303
          'QUERY=SELECT&query=OTHER', 400
          'QUERY=SELECT&PHASE=SLEEP', 400
          'QUERY=SELECT&EXECUTIONDURATION=-1', 400
          'QUERY=SELECT&EXECUTIONDURATION=5&DESTRUCTION=2199-12-24T18:00:00Z', 303
          'QUERY=SELECT&DESTRUCTION=never', 400
          'REQUEST=doQuery&VERSION=1.0&QUERY=SELECT', 303
          """)
  void jobIsCreatedUnlessAParameterIsWrong(String form, int status) throws Exception {
    HttpResponse<String> answer = send("POST", "/tap/async", form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @ParameterizedTest(name = "list with [{0}]: {1}")
  @CsvSource(
      textBlock =
          """
          '', 200
          'PHASE=COMPLETED&PHASE=ERROR', 200
          'phase=completed&last=5', 200
          'PHASE=SLEEPING', 400
          'LAST=0', 400
          'LAST=many', 400
          'AFTER=2026-01-01T00:00:00Z', 200
          'AFTER=2026-01-01T00:00:00.5', 200
          'AFTER=2026-01-01', 200
          'AFTER=yesterday', 400
          'AFTER=2026-01-01&AFTER=2026-01-02', 400
          """)
  void listIsFiltered(String query, int status) throws Exception {
    HttpResponse<String> answer = service.get("/tap/async?" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith(status == 200 ? "application/xml" : "text/plain");
  }
}
