package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyncTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of("almagest.jobs.sync-time-limit", "2s"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> query(String... form)
      throws IOException, InterruptedException {
    return service.post("/tap/sync", form);
  }

  @Test
  void votableIsTheDefaultAndSaysOkBeforeTheTable() throws Exception {
    HttpResponse<String> answer = query("LANG", "ADQL", "QUERY", "SELECT rows=3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-votable+xml");
    assertThat(answer.headers().firstValue("Server")).get().asString().startsWith("Almagest/0.");
    String body = answer.body();
    assertThat(body.indexOf("value=\"OK\"")).isPositive().isLessThan(body.indexOf("<TABLE"));
    assertThat(body)
        .contains("unit=\"deg\"")
        .contains("ucd=\"pos.eq.ra;meta.main\"")
        .contains("xtype=\"timestamp\"")
        .contains("2026-11-25T12:00:01")
        .contains("An \"id\", &lt;unique&gt; &amp; so on")
        .doesNotContain("OVERFLOW");
  }

  @Test
  void csvHasHeaderQuotesAndEmptyFieldsForNulls() throws Exception {
    HttpResponse<String> answer = query("query", "SELECT rows=3", "format", "csv");

    assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/csv");
    assertThat(answer.body())
        .isEqualTo(
            """
            id,ra,dec,name,seen,flag,good\r
            1,10.5,-0.25,"a,""1"" <é>",2026-11-25T12:00:01,201,false\r
            2,21.0,,"a,""2"" <é>",2026-11-25T12:00:02,,true\r
            3,31.5,-0.75,,2026-11-25T12:00:03,203,false\r
            """);
  }

  @Test
  void overflowIsFlaggedExactlyWhenRowsAreCut() throws Exception {
    assertThat(query("QUERY", "SELECT rows=5", "MAXREC", "4").body())
        .contains("value=\"OVERFLOW\"")
        .containsPattern("(?s)</TABLE>.*OVERFLOW");
    assertThat(query("QUERY", "SELECT rows=5", "MAXREC", "5").body()).doesNotContain("OVERFLOW");
    assertThat(query("QUERY", "SELECT rows=5", "MAXREC", "0").body())
        .contains("<FIELD")
        .contains("OVERFLOW")
        .doesNotContain("<TR>");
  }

  @Test
  void wrongQueriesGetTheirPlaceInAnErrorDocument() throws Exception {
    HttpResponse<String> answer = query("QUERY", "DUFF QUERY");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-votable+xml");
    assertThat(answer.body())
        .contains("value=\"ERROR\"")
        .contains("Line 1, column 1: Encountered [DUFF QUERY] (a query begins with SELECT)")
        .doesNotContain("<TABLE");
  }

  @Test
  void wrongParametersAreNamed() throws Exception {
    assertThat(query("QUERY", "SELECT", "MAXREC", "abc").body())
        .contains("MAXREC must be a whole number &gt;= 0, not [abc]");
    assertThat(query("QUERY", "SELECT", "MAXREC", "-1").statusCode()).isEqualTo(400);
    assertThat(query("QUERY", "SELECT", "LANG", "OOBLECK").body()).contains("LANG [OOBLECK]");
    assertThat(query("QUERY", "SELECT", "RESPONSEFORMAT", "excel").body())
        .contains("[excel]", "votable", "text/csv");
    assertThat(query("LANG", "ADQL").body()).contains("There is no QUERY");
    assertThat(query("QUERY", "SELECT", "DUMMY", "ignore-me").statusCode()).isEqualTo(200);
  }

  @Test
  void failureAfterTheFirstRowsClosesTheTableAndSaysSo() throws Exception {
    HttpResponse<String> answer = query("QUERY", "SELECT rows=2 fail=QUERY_FAILED");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Division by zero").doesNotContain("<TABLE");

    HttpResponse<String> late = query("QUERY", "SELECT rows=20000 fail=QUERY_FAILED");
    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(late.body()).containsPattern("(?s)</TABLE>.*value=\"ERROR\">Division by zero");
  }

  @Test
  void slowQueriesAreStoppedAndSentToAsync() throws Exception {
    HttpResponse<String> answer = query("QUERY", "SELECT rows=1000 delay=50");

    assertThat(answer.statusCode()).isEqualTo(408);
    assertThat(answer.body()).contains("may take 2 s: send it to /tap/async");
  }

  @Test
  void queriesMayBeAskedByGet() throws Exception {
    assertThat(
            service
                .get("/tap/sync?" + TestService.encoded("Query", "SELECT rows=1", "FORMAT", "tsv"))
                .body())
        .startsWith("id\tra\t")
        .contains("1\t10.5\t-0.25\ta,\"1\" <é>\t");
  }

  @Test
  void multipartFormsAreRead() throws Exception {
    String body =
        """
        --xx\r
        Content-Disposition: form-data; name="QUERY"\r
        \r
        SELECT rows=1\r
        --xx\r
        Content-Disposition: form-data; name="FORMAT"\r
        \r
        csv\r
        --xx--\r
        """;
    HttpResponse<String> answer =
        service
            .http()
            .send(
                service
                    .request("/tap/sync")
                    .header("Content-Type", "multipart/form-data; boundary=xx")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.body().lines()).hasSize(2);
  }

  @Test
  void clientThatGoesAwayStopsTheEngine() throws Exception {
    int before = service.engine().executionsClosed();
    try (InputStream rows =
        service
            .http()
            .send(
                service.request("/tap/sync?FORMAT=csv&QUERY=SELECT%20rows=100000000").build(),
                BodyHandlers.ofInputStream())
            .body()) {
      assertThat(rows.read()).isEqualTo('i');
    }
    await().atMost(Duration.ofSeconds(2)).until(() -> service.engine().executionsClosed() > before);
  }
}
