package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.Caller;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.catalog.DataDirectory;
import org.almagest.userdb.UserTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was sent along with queries whose process was killed. */
class UploadSweepTest {
  private static final User ADA = new User("ada");
  private static final NewJob WANTED =
      new NewJob(
          Caller.ofDefaultClass(ADA), null, Map.of("QUERY", "SELECT 1", "UPLOAD", "t1,param:x"));

  @TempDir private Path root;

  private final DataSource database = TestDatabase.shared().dataSource();
  private final JobSettings settings =
      ServiceSettings.load(
              Optional.empty(),
              Map.of("almagest.jobs.lease", "2s", "almagest.jobs.sweep-interval", "200ms"))
          .jobs();
  private final JobStore jobs = new JobStore(database, settings, LimitSettings.NONE);
  private final LeaseStore leases = new LeaseStore(database, settings, LimitSettings.NONE);

  private JobSweep sweep(DataDirectory directory) {
    return new JobSweep(
        settings,
        jobs,
        leases,
        new ResultStore(directory, directory.temporary()),
        new UserTables(database, directory),
        new Uploads(
            directory,
            ServiceSettings.load(Optional.empty(), Map.of()).uploads(),
            LimitSettings.NONE));
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
    Job waiting = jobs.create(WANTED);
    Job aborted = jobs.create(WANTED);
    jobs.abort(aborted);
    Lease died = leases.begin(WANTED);
    Path kept = upload(directory, waiting.id());
    Path over = upload(directory, aborted.id());
    Path unknown = upload(directory, UUID.randomUUID().toString());
    Path lapsing = upload(directory, died.job().id());

    try (JobSweep sweep = sweep(directory)) {
      assertThat(sweep).isNotNull();
      assertThat(over).as("at the start, of a job that has ended").doesNotExist();
      assertThat(unknown).as("at the start, of a job that is gone").doesNotExist();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(lapsing).as("once it is given up").doesNotExist());
      assertThat(kept.resolve("t1.raw")).exists();
    } finally {
      jobs.delete(waiting.id());
      jobs.delete(aborted.id());
    }
  }
}
