package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.User;
import org.almagest.api.job.JobFiles.Stored;
import org.almagest.api.limit.LimitSettings;
import org.almagest.files.DurableFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of a result is on the disk once it is handed over to be a job's. */
class DurableResultTest {
  @TempDir private Path folder;

  private final DataSource database = TestDatabase.shared().dataSource();
  private final LeaseStore leases =
      new LeaseStore(
          database, ServiceSettings.load(Optional.empty(), Map.of()).jobs(), LimitSettings.NONE);
  private final List<Path> forced = new ArrayList<>();
  private final List<Long> sizes = new ArrayList<>();

  @AfterEach
  void removeAllJobs() {
    JdbcClient.create(database).sql("DELETE FROM job").update();
  }

  private Attempt attempt() {
    Lease lease = leases.begin(TestJobs.wanted(new User("ada")));
    return new Attempt(new RunningJob(lease, Runnable::run), leases);
  }

  private JobFiles files(DurableFiles disk) {
    return new JobFiles(folder, folder.resolve("results"), disk);
  }

  @Test
  void theWholeFileItsNameAndTheNewFoldersAre() throws IOException {
    JobFiles files =
        files(
            new DurableFiles(
                path -> {
                  forced.add(path);
                  sizes.add(Files.isRegularFile(path) ? Files.size(path) : -1);
                }));
    Attempt attempt = attempt();

    Stored stored = files.write(attempt, "result", "csv", out -> out.write(new byte[100_000]));

    Path results = folder.resolve("results");
    Path ofJob = results.resolve(attempt.job().id());
    assertThat(forced).containsExactly(ofJob.resolve(stored.name()), ofJob, results, folder);
    assertThat(sizes).startsWith(100_000L);
    assertThat(stored.bytes()).isEqualTo(100_000);
  }

  @Test
  void aDiskThatFailsFailsTheResultOfWhichNothingIsLeft() {
    JobFiles files =
        files(
            new DurableFiles(
                path -> {
                  throw new IOException("The disk is gone");
                }));
    Attempt attempt = attempt();

    assertThatThrownBy(() -> files.write(attempt, "result", "csv", out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("The disk is gone");
    attempt.discardUnseen();
    assertThat(folder.resolve("results").resolve(attempt.job().id())).isEmptyDirectory();
  }
}
