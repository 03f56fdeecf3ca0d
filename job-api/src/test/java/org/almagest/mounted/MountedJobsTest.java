package org.almagest.mounted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A type of jobs that the service knows nothing of, at an address of its own. */
class MountedJobsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestService service;
  private static Path notebooks;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.startWith(
            Map.of("almagest.jobs.sweep-interval", "200ms"), SumConfiguration.class);
    notebooks = SumConfiguration.notebooks(service.directory());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String create(String... form) throws IOException, InterruptedException {
    HttpResponse<String> created = service.post("/api/sums", form);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
    String url = created.headers().firstValue("Location").orElseThrow();
    assertThat(url).startsWith(service.url() + "/api/sums/");
    return url.substring(service.url().length());
  }

  private static void awaitPhase(String job, String phase) {
    await().atMost(PATIENCE).until(() -> service.phase(job).equals(phase));
  }

  private static String id(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  @Test
  void jobRunsAndHasTwoResults() throws Exception {
    String job = create("NUMBERS", "1,2,39", "RUNID", "mine");
    assertThat(service.phase(job)).isEqualTo("PENDING");

    assertThat(service.post(job + "/phase", "PHASE", "RUN").statusCode()).isEqualTo(303);
    awaitPhase(job, "COMPLETED");

    String document = service.get(job).body();
    assertThat(document)
        .contains(
            "<uws:result id=\"total\" xlink:type=\"simple\" xlink:href=\""
                + service.url()
                + job
                + "/results/total\" size=\"2\" mime-type=\"text/plain\"",
            "<uws:result id=\"list\"",
            "mime-type=\"text/csv\"",
            "<numbers>3</numbers>",
            "<uws:parameter id=\"NUMBERS\">1,2,39</uws:parameter>");
    HttpResponse<String> total = service.get(job + "/results/total");
    assertThat(total.body()).isEqualTo("42");
    assertThat(total.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    HttpResponse<String> list = service.get(job + "/results/list");
    assertThat(list.body()).isEqualTo("1\n2\n39");
    assertThat(list.headers().firstValue("Content-Disposition").orElseThrow())
        .contains(id(job) + "-list.csv");
    assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
    assertThat(service.get("/api/jobs/" + id(job)).body())
        .contains("\"type\":\"sum\"", "\"numbers\":3", "\"sum\":42", "\"name\":\"list\"");
  }

  @Test
  void jobIsInNoOtherList() throws Exception {
    String sum = create("NUMBERS", "1");
    String query = service.submit("QUERY", "SELECT rows=1");

    assertThat(service.get("/api/sums").body()).contains(id(sum)).doesNotContain(id(query));
    assertThat(service.get("/tap/async").body()).contains(id(query)).doesNotContain(id(sum));
    for (String elsewhere : new String[] {"/tap/async/" + id(sum), "/api/sums/" + id(query)}) {
      assertThat(service.get(elsewhere).statusCode()).isEqualTo(404);
      assertThat(service.get(elsewhere).body())
          .startsWith("There is no job [" + id(elsewhere) + "]");
      assertThat(service.delete(elsewhere).statusCode()).isEqualTo(404);
    }
    assertThat(service.post("/tap/deletejobs", "JOB_IDS", id(sum)).statusCode()).isEqualTo(404);
    assertThat(service.phase(sum)).isEqualTo("PENDING");
  }

  @Test
  void parametersThatTheTypeRefusesMakeNoJob() throws Exception {
    HttpResponse<String> refused = service.post("/api/sums", "NUMBERS", "one", "RUNID", "refused");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).startsWith("NUMBERS must be numbers, with commas");
    assertThat(service.get("/api/sums").body()).doesNotContain("refused");
  }

  @Test
  void jobThatRunsIsAbortedAndAJobIsDeletedWithAllThatItLeft() throws Exception {
    String job = create("NUMBERS", "1", "SLEEP", "1", "PHASE", "RUN");
    awaitPhase(job, "EXECUTING");
    await().atMost(PATIENCE).until(() -> Files.exists(notebooks.resolve(id(job))));

    service.post(job + "/phase", "PHASE", "ABORT");
    assertThat(service.phase(job)).isEqualTo("ABORTED");
    await().atMost(PATIENCE).until(() -> !service.get("/api/status").body().contains(id(job)));
    assertThat(service.directory().results().resolve(id(job))).doesNotExist();

    assertThat(service.delete(job).statusCode()).isEqualTo(303);
    assertThat(service.get(job).statusCode()).isEqualTo(404);
    assertThat(notebooks.resolve(id(job))).doesNotExist();
  }

  @Test
  void leftoversOfATypeAreSweptThoughThoseOfAnotherCannotBe() throws Exception {
    Path left = Files.createDirectories(notebooks.resolve("lost-1"));
    Path strange = Files.createDirectories(notebooks.resolve("strange"));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(left).doesNotExist());
    assertThat(strange).exists();
  }
}
