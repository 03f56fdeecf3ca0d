package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.api.ScriptedEngine;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.Caller;
import org.almagest.api.identity.User;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.userdb.UserTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is away for longer than a lease; no job may be tried twice. */
class JobOutageTest {
  private static final User ADA = new User("ada");
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

  private Jobs jobs(DatabaseGate gate, Uploads uploads) {
    DataDirectory directory = new DataDirectory(root);
    return new Jobs(
        Workers.of(Neighbours.SOME, settings.jobs(), settings.queue()),
        settings.jobs(),
        settings.queue(),
        settings.limits(),
        gate.dataSource(),
        engine,
        user -> new Catalog(java.util.List.of()),
        new ResultStore(directory, directory.temporary()),
        new UserTables(gate.dataSource(), directory),
        uploads);
  }

  private Uploads uploads() {
    return new Uploads(new DataDirectory(root), settings.uploads(), settings.limits());
  }

  private static Job submit(Jobs jobs, String query) {
    Job job =
        jobs.store().create(new NewJob(Caller.ofDefaultClass(ADA), null, Map.of("QUERY", query)));
    jobs.store().start(job);
    return job;
  }

  private Job now(Job job) {
    return new JobStore(TestDatabase.shared().dataSource(), settings.jobs(), LimitSettings.NONE)
        .get(job.id(), ADA);
  }

  private void outage(DatabaseGate gate) throws IOException {
    gate.shut();
    await().pollDelay(LONGER_THAN_THE_LEASE).until(() -> true);
    gate.open();
  }

  @Test
  void jobGoesOnWhileTheDatabaseIsAwayAgainAndAgain() throws IOException {
    try (DatabaseGate gate = new DatabaseGate();
        Uploads uploads = uploads();
        Jobs jobs = jobs(gate, uploads)) {
      Job job = submit(jobs, "SELECT rows=2000 delay=10");
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
        Uploads uploads = uploads();
        Jobs jobs = jobs(gate, uploads)) {
      Job job = submit(jobs, "SELECT rows=200 delay=10");
      await().atMost(PATIENCE).until(() -> engine.executionsStarted() == 1);
      outage(gate);

      await().atMost(PATIENCE).until(() -> now(job).phase() != Phase.EXECUTING);

      assertThat(now(job).phase()).isEqualTo(Phase.COMPLETED);
      assertThat(engine.executionsStarted()).isEqualTo(1);
    }
  }

  @Test
  void workerThatWasCutOffAloneDoesNotCountOnceItSaysSo() {
    JobQueue queue =
        new JobQueue(
            TestDatabase.shared().dataSource(),
            twoAttempts(),
            settings.queue(),
            LimitSettings.NONE);
    LeaseStore leases =
        new LeaseStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    JobStore store =
        new JobStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    Job job =
        store.create(new NewJob(Caller.ofDefaultClass(ADA), null, Map.of("QUERY", "SELECT 1")));
    store.start(job);
    Lease cutOff = queue.claim(Set.of(Lane.SHORT)).orElseThrow();
    Lease second = lapsed(queue);
    leases.forgive(cutOff);
    Lease third = lapsed(queue);

    assertThat(third.job().attempts()).isEqualTo(3);
    assertThat(second.job().attempts()).isEqualTo(2);
    assertThat(third.token()).isNotEqualTo(second.token());
  }

  @Test
  void workerThatDiesCountsThoughTheDatabaseWasNeverAway() {
    JobQueue queue =
        new JobQueue(
            TestDatabase.shared().dataSource(),
            twoAttempts(),
            settings.queue(),
            LimitSettings.NONE);
    LeaseStore leases =
        new LeaseStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    JobStore store =
        new JobStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    Job job =
        store.create(new NewJob(Caller.ofDefaultClass(ADA), null, Map.of("QUERY", "SELECT 1")));
    store.start(job);
    assertThat(queue.claim(Set.of(Lane.SHORT))).isPresent();
    Lease last = lapsed(queue);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              leases.giveUpLapsed();
              return store.get(job.id(), ADA).phase() == Phase.ERROR;
            });
    assertThat(queue.claim(Set.of(Lane.SHORT))).isEmpty();
    assertThat(leases.renew(last, JobProgress.NONE)).isFalse();
    assertThat(store.get(job.id(), ADA).error())
        .extracting(Fault::message)
        .isEqualTo(
            "The workers of this job stopped without a word, 2 times: it is not tried again");
  }

  private JobSettings twoAttempts() {
    return ServiceSettings.load(
            Optional.empty(), Map.of("almagest.jobs.lease", "2s", "almagest.jobs.attempts", "2"))
        .jobs();
  }

  private static Lease lapsed(JobQueue queue) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> queue.claim(Set.of(Lane.SHORT)), Optional::isPresent)
        .orElseThrow();
  }
}
