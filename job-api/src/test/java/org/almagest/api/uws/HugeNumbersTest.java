package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers and times of users and operators that are as large as can be written. */
class HugeNumbersTest {

  private static String pending(TestService service) throws Exception {
    HttpResponse<String> created = service.post("/tap/async", "QUERY", "SELECT rows=1");
    return created.headers().firstValue("Location").orElseThrow().substring(service.url().length());
  }

  @Test
  void parameterOutOfRangeIsRefusedWithTheRange() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      String job = pending(service);
      for (String seconds : new String[] {"10000000000", "9223372036854775807", "1e99", "-1"}) {
        HttpResponse<String> answer =
            service.post(job + "/executionduration", "EXECUTIONDURATION", seconds);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
            .contains(
                "must be a whole number of seconds", "3155760000, or 0 for no limit, not", seconds);
      }
      for (String time :
          new String[] {
            "+999999999-12-31T00:00:00Z", "-999999999-01-01T00:00:00Z", "-5000-01-01", "0000-01-01"
          }) {
        HttpResponse<String> answer = service.post(job + "/destruction", "DESTRUCTION", time);
        assertThat(answer.statusCode()).as(time).isEqualTo(400);
        assertThat(answer.body()).contains("in the years 0001 to 9999");
        assertThat(service.get("/tap/async?AFTER=" + time.replace("+", "%2B")).statusCode())
            .isEqualTo(400);
      }
      assertThat(service.get(job).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void longestTimesAreTaken() throws Exception {
    try (TestService service =
        TestService.start(
            Map.of(
                "almagest.jobs.longest-wait", "1s",
                "almagest.jobs.longest-retention", "36525d"))) {
      String job = pending(service);
      assertThat(service.post(job + "/destruction", "DESTRUCTION", "9999-12-31").statusCode())
          .isEqualTo(303);
      assertThat(
              service
                  .post(job + "/executionduration", "EXECUTIONDURATION", "3155760000")
                  .statusCode())
          .isEqualTo(303);
      assertThat(service.get(job + "?WAIT=9223372036854775807").statusCode()).isEqualTo(200);
      service.post(job + "/phase", "PHASE", "RUN");
      await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("COMPLETED"));
      assertThat(
              service
                  .post("/tap/sync", "QUERY", "SELECT rows=2", "MAXREC", "9223372036854775807")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10_000_000_000L, Long.MAX_VALUE})
  void jobOfAnEarlierVersionWithAHugeDurationRunsAndCanBeShown(long seconds) throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.async-workers", "1"))) {
      String job = pending(service);
      JdbcClient.create(TestDatabase.shared().dataSource())
          .sql("UPDATE job SET execution_duration = :s, parameters = :p::jsonb WHERE id = :id")
          .param("s", seconds)
          .param("p", "{\"QUERY\": \"SELECT rows=30 delay=50\"}")
          .param("id", job.substring(job.lastIndexOf('/') + 1))
          .update();
      service.post(job + "/phase", "PHASE", "RUN");
      await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("EXECUTING"));
      assertThat(service.get(job).body()).contains("<uws:quote");
      await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("COMPLETED"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "almagest.jobs.retention",
    "almagest.jobs.longest-retention",
    "almagest.jobs.execution-duration",
    "almagest.jobs.sync-time-limit",
    "almagest.jobs.lease",
    "almagest.jobs.sweep-interval",
    "almagest.uploads.fetch-timeout"
  })
  void settingThatNobodyMeansIsRefused(String name) {
    assertThatThrownBy(
            () -> ServiceSettings.load(Optional.empty(), Map.of(name, "99999999d")).jobs())
        .hasStackTraceContaining(name + " must be at most 36525d, not [99999999d]");
  }

  @Test
  void shortestLimitIsNotTakenForNone() throws Exception {
    try (TestService service =
        TestService.start(Map.of("almagest.jobs.execution-duration", "1ms"))) {
      assertThat(service.get(pending(service) + "/executionduration").body()).isEqualTo("1");
    }
  }
}
