package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

class RetentionTest {

  @Test
  void filesOfAnExpiredJobAreRemoved() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.sweep-interval", "500ms"))) {
      String job = service.submit("QUERY", "SELECT rows=1");
      Path files = service.directory().results().resolve(job.substring("/tap/async/".length()));
      await().atMost(Duration.ofSeconds(10)).until(() -> service.phase(job).equals("COMPLETED"));
      assertThat(files).isNotEmptyDirectory();

      service.post(job + "/destruction", "DESTRUCTION", "2020-01-01T00:00:00Z");

      await().atMost(Duration.ofSeconds(10)).until(() -> !Files.exists(files));
      assertThat(service.get(job + "/results/result").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void fullDiskEndsTheJobAndLeavesNothing() throws Exception {
    try (TestService service = TestService.start(Map.of())) {
      Path results = Files.createDirectories(service.directory().results());
      int mounted =
          new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", results.toString())
              .start()
              .waitFor();
      assumeThat(mounted).as("mounting a tmpfs is not permitted here").isZero();
      try {
        String job = service.submit("QUERY", "SELECT rows=100000");
        await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("ERROR"));
        assertThat(service.get(job + "/error").body()).contains("No space is left for the result");
        assertThat(results.resolve(job.substring("/tap/async/".length()))).isEmptyDirectory();
      } finally {
        new ProcessBuilder("umount", results.toString()).start().waitFor();
      }
    }
  }
}
