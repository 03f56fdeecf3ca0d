package org.almagest.api.mydb;

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

/** Limits of rows cut results, which say so, and not tables, which have no place to. */
class WholeTableTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            Map.of("almagest.jobs.default-maxrec", "50", "almagest.jobs.hard-maxrec", "100"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void store(String table, int rows, String... more) throws Exception {
    String[] form = new String[4 + more.length];
    System.arraycopy(
        new String[] {"QUERY", "SELECT rows=" + rows, "DESTINATION", "mydb." + table},
        0,
        form,
        0,
        4);
    System.arraycopy(more, 0, form, 4, more.length);
    String job = service.submit(form);
    await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("COMPLETED"));
  }

  private static HttpResponse<String> download(String table) throws Exception {
    return service.get("/api/mydb/tables/" + table + "/download?format=csv");
  }

  @Test
  void neitherLimitCutsATable() throws Exception {
    store("large", 150);

    assertThat(service.get("/api/mydb/tables/large").body()).contains("\"rows\":150,");
  }

  @Test
  void tableIsCutWhereItsUserSaysSo() throws Exception {
    store("asked", 150, "MAXREC", "7");

    assertThat(service.get("/api/mydb/tables/asked").body()).contains("\"rows\":7,");
  }

  @Test
  void downloadHasAllRowsOrIsRefused() throws Exception {
    store("middle", 80);
    store("largest", 101);

    assertThat(download("middle").body().lines()).hasSize(81);
    HttpResponse<String> refused = download("largest");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body())
        .contains("[mydb.largest] has 101 rows, more than the 100 of a result")
        .contains("format=parquet");
  }

  @Test
  void resultIsCutByDefaultAndSaysSo() throws Exception {
    String query = "/tap/sync?" + TestService.encoded("QUERY", "SELECT rows=51", "FORMAT", "");

    assertThat(service.get(query + "votable%2Ftd").body())
        .contains("value=\"OVERFLOW\"", "Rows were cut at 50");
    assertThat(service.get(query + "json").body()).contains("\"overflow\":true");
    assertThat(service.get(query + "json&MAXREC=51").body()).contains("\"overflow\":false");
  }
}
