package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.job.Attempt;
import org.almagest.api.job.Job;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.Workers;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was sent along with queries whose process was killed. */
class UploadSweepTest {
  private static final NewJob WANTED =
      QueryService.wanted(Map.of("QUERY", "SELECT 1", "UPLOAD", "t1,param:x"));

  @TempDir private Path root;

  private QueryService start(DataDirectory directory) {
    return new QueryService(
        Workers.elsewhere(),
        ServiceSettings.load(
            Optional.empty(),
            Map.of("almagest.jobs.lease", "2s", "almagest.jobs.sweep-interval", "200ms")),
        TestDatabase.shared().dataSource(),
        directory);
  }

  /** What a run has kept and made of it. */
  private static Path upload(DataDirectory directory, String job) throws IOException {
    Path folder = Files.createDirectories(directory.uploads().resolve(job));
    Files.writeString(folder.resolve("t1.raw"), "a,b\n1,2\n");
    Files.writeString(Files.createDirectories(folder.resolve("t1-1")).resolve("part0"), "x");
    return folder;
  }

  @Test
  void filesOfQueriesThatDiedAreRemovedAndThoseThatAreWaitedForAreKept() throws IOException {
    DataDirectory directory = new DataDirectory(root);
    try (QueryService before = start(directory)) {
      Job waiting = before.access().create(WANTED);
      Job aborted = before.access().create(WANTED);
      before.access().abort(aborted);
      Attempt died = before.jobs().begin(WANTED);
      before.jobs().forget(died);
      Path kept = upload(directory, waiting.id());
      Path over = upload(directory, aborted.id());
      Path unknown = upload(directory, UUID.randomUUID().toString());
      Path lapsing = upload(directory, died.job().id());

      try (QueryService after = start(directory)) {
        assertThat(after.jobs().running()).isEmpty();
        assertThat(over).as("at the start, of a job that has ended").doesNotExist();
        assertThat(unknown).as("at the start, of a job that is gone").doesNotExist();
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(lapsing).as("once it is given up").doesNotExist());
        assertThat(kept.resolve("t1.raw")).exists();
      } finally {
        before.access().remove(waiting);
        before.access().remove(aborted);
      }
    }
  }
}
