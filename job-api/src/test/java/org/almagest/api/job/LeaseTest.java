package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeaseTest {
  private static final User ADA = new User("ada");
  private static final List<JobResult> RESULT = TestJobs.RESULTS;

  private final DataSource database = TestDatabase.shared().dataSource();
  private final JobSettings settings =
      ServiceSettings.load(Optional.empty(), Map.of("almagest.jobs.lease", "2s")).jobs();
  private final JobStore jobs = new JobStore(database, settings, LimitSettings.NONE);
  private final LeaseStore leases = new LeaseStore(database, settings, LimitSettings.NONE);

  private final JobQueue queue =
      new JobQueue(
          database,
          new JobRules(
              settings,
              ServiceSettings.load(Optional.empty(), Map.of()).queue(),
              LimitSettings.NONE),
          TestJobs.TYPES);

  @BeforeEach
  @AfterEach
  void removeAllJobs() {
    JdbcClient.create(database).sql("DELETE FROM job").update();
  }

  private Job submit() {
    Job job = TestJobs.create(jobs, TestJobs.wanted(ADA));
    jobs.start(job);
    return job;
  }

  private Optional<Lease> claim() {
    return queue.claim(Set.of(Lane.SHORT));
  }

  private Phase phase(Job job) {
    return TestJobs.read(jobs, job.id()).phase();
  }

  @Test
  void moreRemovedJobsAreForgottenThanAStatementHasParameters() {
    JdbcClient.create(database)
        .sql(
            "INSERT INTO removed_job SELECT 'gone-' || n, now() - interval '1 hour', 'by-hand'"
                + " FROM generate_series(1, 70000) n")
        .update();
    List<String> removed =
        jobs.removed().keySet().stream().filter(id -> id.startsWith("gone-")).toList();

    jobs.forgetRemoved(removed.subList(0, 1), Duration.ofHours(2));
    // By their hashes: 70,000 times 70,000 comparisons take minutes.
    assertThat(jobs.removed().keySet().containsAll(removed)).isTrue();
    jobs.forgetRemoved(removed, Duration.ofMinutes(1));

    assertThat(removed).hasSize(70_000);
    assertThat(jobs.removed().keySet()).noneMatch(id -> id.startsWith("gone-"));
  }

  @Test
  void jobIsTakenByOneWorkerAlone() {
    Job job = submit();

    assertThat(claim().orElseThrow().job().id()).isEqualTo(job.id());
    assertThat(claim()).isEmpty();
    assertThat(phase(job)).isEqualTo(Phase.EXECUTING);
  }

  @Test
  void workerThatFellSilentCommitsNothingOnceAnotherHasTheJob() {
    Job job = submit();
    Lease silent = claim().orElseThrow();
    Lease second =
        await().atMost(Duration.ofSeconds(10)).until(this::claim, Optional::isPresent).get();
    assertThat(second.job().attempts()).isEqualTo(2);
    AtomicBoolean published = new AtomicBoolean();

    assertThatThrownBy(() -> leases.complete(silent, 1, RESULT, connection -> published.set(true)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(leases.renew(silent, JobProgress.NONE)).isFalse();
    leases.fail(silent, new Fault(500, "X", "x", Fault.Persistence.FATAL));
    leases.release(silent);

    assertThat(published).isFalse();
    assertThat(phase(job)).isEqualTo(Phase.EXECUTING);
    leases.complete(second, 1, RESULT, connection -> published.set(true));
    assertThat(published).isTrue();
    assertThat(phase(job)).isEqualTo(Phase.COMPLETED);
  }

  @Test
  void leaseThatIsRenewedDoesNotLapse() {
    submit();
    Lease lease = claim().orElseThrow();

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(() -> leases.renew(lease, new JobProgress(1, 4, 100)) && claim().isEmpty());
    assertThat(TestJobs.read(jobs, lease.job().id()).progress())
        .isEqualTo(new JobProgress(1, 4, 100));
  }

  @Test
  void failedPublicationLeavesTheJobAsItWas() {
    Job job = submit();
    Lease lease = claim().orElseThrow();

    assertThatThrownBy(
            () ->
                leases.complete(
                    lease,
                    1,
                    RESULT,
                    connection -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(phase(job)).isEqualTo(Phase.EXECUTING);
  }

  @Test
  void abortedJobIsLostToItsWorkerAndCannotBeStartedAgain() {
    Job job = submit();
    Lease lease = claim().orElseThrow();

    jobs.abort(job);

    assertThat(leases.renew(lease, JobProgress.NONE)).isFalse();
    assertThatThrownBy(() -> leases.complete(lease, 1, RESULT, connection -> {}))
        .isInstanceOf(LeaseLostException.class);
    assertThat(phase(job)).isEqualTo(Phase.ABORTED);
    assertThatThrownBy(() -> jobs.start(job))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("has ended");
    assertThatThrownBy(() -> jobs.setParameters(job, Map.of("MAXREC", "1")))
        .hasMessageContaining("only while it is PENDING");
  }

  @Test
  void workerThatStopsGivesTheJobBackWithoutCountingTheAttempt() {
    Job job = submit();
    Lease lease = claim().orElseThrow();

    leases.release(lease);

    assertThat(phase(job)).isEqualTo(Phase.QUEUED);
    assertThat(claim().orElseThrow().job().attempts()).isEqualTo(1);
  }

  @Test
  void synchronousJobIsNeverTakenByAnother() {
    Lease lease = leases.begin(TestJobs.wanted(ADA));
    // Others reach the database meanwhile, so that the silence is the worker's own.
    await().atMost(Duration.ofSeconds(10)).until(() -> claim().isEmpty() && lapsed(lease));

    assertThat(claim()).isEmpty();
    leases.giveUpLapsed();
    Job ended = TestJobs.read(jobs, lease.job().id());
    assertThat(ended.phase()).isEqualTo(Phase.ERROR);
    assertThat(ended.error()).extracting(Fault::message).asString().contains("service stopped");
  }

  private boolean lapsed(Lease lease) {
    return JdbcClient.create(database)
        .sql("SELECT lease_until < now() FROM job WHERE id = :id")
        .param("id", lease.job().id())
        .query(Boolean.class)
        .single();
  }
}
