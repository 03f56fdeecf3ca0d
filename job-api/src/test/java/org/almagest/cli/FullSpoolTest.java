package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The disk is full while rows are kept, and the client waits as it should. */
class FullSpoolTest {
  private static final String MANY = "SELECT rows=60000";

  private static String lastError(TestService service) {
    return JdbcClient.create(TestDatabase.shared().dataSource())
        .sql("SELECT error ->> 'code' FROM job WHERE owner = :owner ORDER BY created DESC LIMIT 1")
        .param("owner", service.user())
        .query(String.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fits", "sqlite"})
  void callerAndRecordSayThatTheDiskIsFull(String format) throws Exception {
    try (TestService service = TestService.start(Map.of());
        Tmpfs small = Tmpfs.mount(service.directory().temporary(), 1)) {
      assertThat(small).isNotNull();

      HttpResponse<String> answer =
          service.post("/tap/sync", "QUERY", MANY, "RESPONSEFORMAT", format);

      assertThat(answer.body()).contains("No space is left");
      assertThat(answer.statusCode()).isEqualTo(507);
      assertThat(lastError(service)).isEqualTo("DISK_FULL");
    }
  }

  @ParameterizedTest
  @CsvSource({"fits,temporary", "sqlite,temporary", "csv,results", "parquet,results"})
  void jobSaysThatTheDiskIsFull(String format, String full) throws Exception {
    try (TestService service = TestService.start(Map.of());
        Tmpfs small =
            Tmpfs.mount(
                full.equals("results")
                    ? service.directory().results()
                    : service.directory().temporary(),
                1)) {
      assertThat(small).isNotNull();
      String job = service.submit("QUERY", MANY, "RESPONSEFORMAT", format);
      await().atMost(Duration.ofSeconds(30)).until(() -> service.phase(job).equals("ERROR"));

      assertThat(service.get(job + "/error").body()).contains("No space is left for the result");
      assertThat(lastError(service)).isEqualTo("DISK_FULL");
    }
  }

  @Test
  void formatThatKeepsNothingDoesNotNeedTheSpace() throws Exception {
    try (TestService service = TestService.start(Map.of());
        Tmpfs small = Tmpfs.mount(service.directory().temporary(), 1)) {
      assertThat(small).isNotNull();
      assertThat(service.post("/tap/sync", "QUERY", MANY, "FORMAT", "csv").statusCode())
          .isEqualTo(200);
    }
  }
}
