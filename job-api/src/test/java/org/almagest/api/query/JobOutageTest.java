package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.ScriptedEngine;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.job.DatabaseGate;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.Phase;
import org.almagest.api.job.Workers;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.api.limit.LimitSettings;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is away for longer than a lease; no job may be tried twice. */
class JobOutageTest {
  private static final Duration LONGER_THAN_THE_LEASE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path root;

  private final JdbcClient database = JdbcClient.create(TestDatabase.shared().dataSource());
  private final ServiceSettings settings =
      ServiceSettings.load(
          Optional.empty(),
          Map.of(
              "almagest.jobs.lease", "2s",
              "almagest.jobs.async-workers", "1",
              "almagest.jobs.attempts", "1"));
  private final ScriptedEngine engine = new ScriptedEngine();

  @BeforeEach
  @AfterEach
  void removeAllJobs() {
    database.sql("DELETE FROM job").update();
  }

  private QueryService service(DatabaseGate gate) {
    return new QueryService(
        Workers.of(Neighbours.SOME, settings.jobs(), settings.queue()),
        settings,
        gate.dataSource(),
        new DataDirectory(root),
        engine);
  }

  private static Job submit(QueryService service, String query) {
    Job job = service.access().create(QueryService.wanted(Map.of("QUERY", query)));
    service.access().start(job);
    return job;
  }

  private Job now(Job job) {
    return new JobStore(TestDatabase.shared().dataSource(), settings.jobs(), LimitSettings.NONE)
        .find(job.id())
        .orElseThrow();
  }

  private void outage(DatabaseGate gate) throws IOException {
    gate.shut();
    await().pollDelay(LONGER_THAN_THE_LEASE).until(() -> true);
    gate.open();
  }

  @Test
  void jobGoesOnWhileTheDatabaseIsAwayAgainAndAgain() throws IOException {
    try (DatabaseGate gate = new DatabaseGate();
        QueryService service = service(gate)) {
      Job job = submit(service, "SELECT rows=2000 delay=10");
      for (int times = 0; times < 2; times++) {
        await().atMost(PATIENCE).until(() -> now(job).phase() == Phase.EXECUTING);
        outage(gate);
        await().atMost(PATIENCE).until(() -> leaseIsLong(job));
      }
      await().atMost(PATIENCE).until(() -> now(job).phase() == Phase.COMPLETED);

      assertThat(now(job).attempts()).isEqualTo(1);
      assertThat(engine.executionsStarted()).isEqualTo(1);
      assertThat(engine.executionsCancelled()).isZero();
    }
  }

  private boolean leaseIsLong(Job job) {
    return database
        .sql("SELECT phase <> 'EXECUTING' OR lease_until > now() FROM job WHERE id = :id")
        .param("id", job.id())
        .query(Boolean.class)
        .single();
  }

  @Test
  void jobThatEndsWhileTheDatabaseIsAwayIsCompletedOnceItIsBack() throws IOException {
    try (DatabaseGate gate = new DatabaseGate();
        QueryService service = service(gate)) {
      Job job = submit(service, "SELECT rows=200 delay=10");
      await().atMost(PATIENCE).until(() -> engine.executionsStarted() == 1);
      outage(gate);

      await().atMost(PATIENCE).until(() -> now(job).phase() != Phase.EXECUTING);

      assertThat(now(job).phase()).isEqualTo(Phase.COMPLETED);
      assertThat(engine.executionsStarted()).isEqualTo(1);
    }
  }
}
