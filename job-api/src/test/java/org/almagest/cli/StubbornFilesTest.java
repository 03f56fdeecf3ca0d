package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that cannot be removed keep nothing else, and are removed once they can be. */
class StubbornFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JdbcClient database = JdbcClient.create(TestDatabase.shared().dataSource());

  private static String finished(TestService service) throws Exception {
    String job = service.submit("QUERY", "SELECT rows=1", "FORMAT", "csv");
    await().atMost(PATIENCE).until(() -> service.phase(job).equals("COMPLETED"));
    return job.substring(job.lastIndexOf('/') + 1);
  }

  private void remove(String id) {
    database.sql("DELETE FROM job WHERE id = :id").param("id", id).update();
    database
        .sql("INSERT INTO removed_job (id, type, removed) VALUES (:id, 'query', now())")
        .param("id", id)
        .update();
  }

  @Test
  void oneResultThatStaysDoesNotKeepTheOthers() throws Exception {
    try (TestService service = TestService.start(Map.of("almagest.jobs.sweep-interval", "500ms"))) {
      List<String> jobs = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        jobs.add(finished(service));
      }
      Path stubborn = service.directory().results().resolve(jobs.get(0));
      try (Tmpfs mount = Tmpfs.mount(stubborn, 1)) {
        assertThat(mount).isNotNull();
        jobs.forEach(this::remove);

        for (String other : jobs.subList(1, 3)) {
          Path folder = service.directory().results().resolve(other);
          await().atMost(PATIENCE).until(() -> Files.notExists(folder));
        }
        assertThat(stubborn).exists();
      }
      await().atMost(PATIENCE).until(() -> Files.notExists(stubborn));
    }
  }
}
