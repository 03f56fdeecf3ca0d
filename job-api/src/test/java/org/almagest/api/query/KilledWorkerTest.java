package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.api.ChildJvm;
import org.almagest.api.TestDatabase;
import org.almagest.api.TestService;
import org.junit.jupiter.api.Test;

class KilledWorkerTest {

  private static ChildJvm worker(TestService service) throws IOException {
    HikariDataSource database = (HikariDataSource) TestDatabase.shared().dataSource();
    ChildJvm child =
        ChildJvm.start(
            WorkerProcess.class,
            service.directory().root().toString(),
            database.getJdbcUrl(),
            database.getUsername(),
            database.getPassword());
    assertThat(child.line()).isEqualTo("working");
    return child;
  }

  private static String job(TestService service, String path) {
    try {
      return service.get("/api/jobs/" + path.substring("/tap/async/".length())).body();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void jobsOfAKilledWorkerAreCompletedOnceByAnother() throws Exception {
    try (TestService web =
        TestService.start(
            Map.of("almagest.jobs.async-workers", "0", "almagest.jobs.lease", "2s"))) {
      String table =
          web.submit("QUERY", "SELECT rows=30 delay=100", "DESTINATION", "mydb.Survivors");
      try (ChildJvm first = worker(web)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> job(web, table).contains("\"phase\":\"EXECUTING\""));
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> !job(web, table).contains("\"partsDone\":0,"));
        first.kill();
      }
      assertThat(web.phase(table)).isEqualTo("EXECUTING");
      assertThat(web.get("/api/mydb/tables").body()).isEqualTo("[]");
      assertThat(versions(web)).hasSize(1);

      String file = web.submit("QUERY", "SELECT rows=5", "FORMAT", "csv");
      try (ChildJvm second = worker(web)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> web.phase(table).equals("COMPLETED"));
        assertThat(job(web, table)).contains("\"attempts\":2", "\"table\":\"mydb.Survivors\"");
        await().atMost(Duration.ofSeconds(30)).until(() -> web.phase(file).equals("COMPLETED"));
        assertThat(web.get(file + "/results/result").body().lines()).hasSize(6);
        second.end();
      }
      assertThat(web.get("/api/mydb/tables").body())
          .containsOnlyOnce("mydb.Survivors")
          .contains("\"rows\":30");
      try (ChildJvm third = worker(web)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(versions(web)).hasSize(1));
        assertThat(third).isNotNull();
      }
    }
  }

  private static List<Path> versions(TestService service) throws IOException {
    Path table = service.directory().mydb().resolve(service.user()).resolve("survivors");
    try (Stream<Path> versions = Files.list(table)) {
      return versions.toList();
    }
  }

  @Test
  void jobIsGivenUpWhenItsWorkersDieAgainAndAgain() throws Exception {
    try (TestService web =
        TestService.start(
            Map.of(
                "almagest.jobs.async-workers", "0",
                "almagest.jobs.lease", "2s",
                "almagest.jobs.attempts", "1"))) {
      String job = web.submit("QUERY", "SELECT rows=1000 delay=100");
      try (ChildJvm worker = worker(web)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> web.phase(job).equals("EXECUTING"));
        worker.kill();
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> web.phase(job).equals("ERROR"));
      assertThat(web.get(job + "/error").body()).contains("1 times: it is not tried again");
    }
  }

  @Test
  void jobsThatExhaustTheStackDoNotUseUpTheWorkers() throws Exception {
    try (TestService service =
        TestService.start(
            Map.of(
                "almagest.jobs.async-workers", "1",
                "almagest.jobs.lease", "2s",
                "almagest.jobs.attempts", "1"))) {
      String deadly = service.submit("QUERY", "SELECT rows=1 fail=ERROR");
      // The worker's death is what is tested: Awaitility must not report it.
      await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.phase(deadly).equals("ERROR"));

      String harmless = service.submit("QUERY", "SELECT rows=1");
      await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.phase(harmless).equals("COMPLETED"));
    }
  }
}
