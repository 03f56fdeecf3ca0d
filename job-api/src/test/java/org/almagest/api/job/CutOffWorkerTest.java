package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which silence of a worker counts against its job. */
class CutOffWorkerTest {
  private static final User ADA = new User("ada");

  private final ServiceSettings settings = ServiceSettings.load(Optional.empty(), Map.of());

  @BeforeEach
  @AfterEach
  void removeAllJobs() {
    JdbcClient.create(TestDatabase.shared().dataSource()).sql("DELETE FROM job").update();
  }

  @Test
  void workerThatWasCutOffAloneDoesNotCountOnceItSaysSo() {
    JobQueue queue =
        new JobQueue(
            TestDatabase.shared().dataSource(),
            new JobRules(twoAttempts(), settings.queue(), LimitSettings.NONE),
            TestJobs.TYPES);
    LeaseStore leases =
        new LeaseStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    JobStore store =
        new JobStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    Job job = TestJobs.create(store, TestJobs.wanted(ADA));
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
            new JobRules(twoAttempts(), settings.queue(), LimitSettings.NONE),
            TestJobs.TYPES);
    LeaseStore leases =
        new LeaseStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    JobStore store =
        new JobStore(TestDatabase.shared().dataSource(), twoAttempts(), LimitSettings.NONE);
    Job job = TestJobs.create(store, TestJobs.wanted(ADA));
    store.start(job);
    assertThat(queue.claim(Set.of(Lane.SHORT))).isPresent();
    Lease last = lapsed(queue);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              leases.giveUpLapsed();
              return TestJobs.read(store, job.id()).phase() == Phase.ERROR;
            });
    assertThat(queue.claim(Set.of(Lane.SHORT))).isEmpty();
    assertThat(leases.renew(last, JobProgress.NONE)).isFalse();
    assertThat(TestJobs.read(store, job.id()).error().message())
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
