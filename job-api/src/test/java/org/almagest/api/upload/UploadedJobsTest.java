package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

/** What was sent along with a job, where the job changes its lane or is archived. */
class UploadedJobsTest {

  private static String create(TestService service, String... more) throws Exception {
    MultipartBody body =
        new MultipartBody()
            .field("LANG", "ADQL")
            .field("QUERY", "SELECT a FROM TAP_UPLOAD.t1 ORDER BY a")
            .field("FORMAT", "csv")
            .field("UPLOAD", "t1,param:x");
    for (int i = 0; i < more.length; i += 2) {
      body = body.field(more[i], more[i + 1]);
    }
    return service
        .http()
        .send(
            service
                .request("/tap/async")
                .header("Content-Type", MultipartBody.TYPE)
                .POST(body.file("x", "a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8)).finish())
                .build(),
            BodyHandlers.ofString())
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  private static List<Path> kept(TestService service) throws IOException {
    try (Stream<Path> files = Files.walk(service.directory().uploads())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !IncomingParts.isLock(file))
          .toList();
    }
  }

  @Test
  void jobsThatMoveToTheLongLaneFindTheirTables() throws Exception {
    try (TestService service =
        TestService.startWithDuckDb(Map.of("almagest.queue.short-rows", "0"))) {
      List<String> jobs = new ArrayList<>();
      for (int job = 0; job < 12; job++) {
        jobs.add(create(service, "PHASE", "RUN"));
      }
      for (String job : jobs) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> List.of("COMPLETED", "ERROR").contains(service.phase(job)));
        assertThat(service.get(job + "/results/result").body()).isEqualTo("a\r\n1\r\n2\r\n");
      }
      await().untilAsserted(() -> assertThat(kept(service)).isEmpty());
    }
  }

  @Test
  void archivedJobsKeepNothing() throws Exception {
    try (TestService service =
        TestService.startWithDuckDb(Map.of("almagest.jobs.sweep-interval", "300ms"))) {
      String job = create(service);
      assertThat(kept(service)).hasSize(1);

      service.post(job + "/destruction", "DESTRUCTION", Instant.now().minusSeconds(60).toString());

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(kept(service)).isEmpty());
      assertThat(service.phase(job)).isEqualTo("ARCHIVED");
    }
  }
}
