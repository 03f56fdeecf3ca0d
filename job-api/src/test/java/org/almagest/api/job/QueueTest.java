package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueueTest {
  private static final User BUSY = new User("busy");
  private static final User OTHER = new User("other");
  private static final Set<Lane> ALL = EnumSet.allOf(Lane.class);

  private final DataSource database = TestDatabase.shared().dataSource();
  private final ServiceSettings settings = settings(Map.of());
  private final JobStore jobs = new JobStore(database, settings.jobs(), LimitSettings.NONE);
  private final LeaseStore leases = new LeaseStore(database, settings.jobs(), LimitSettings.NONE);
  private final JobQueue queue =
      new JobQueue(
          database,
          new JobRules(settings.jobs(), settings.queue(), LimitSettings.NONE),
          TestJobs.TYPES);

  private static ServiceSettings settings(Map<String, Object> overrides) {
    return ServiceSettings.load(Optional.empty(), overrides);
  }

  @BeforeEach
  @AfterEach
  void removeAllJobs() {
    JdbcClient.create(database).sql("DELETE FROM job").update();
    JdbcClient.create(database).sql("DELETE FROM queue_turn").update();
  }

  private Job submit(User user) {
    Job job = TestJobs.create(jobs, TestJobs.wanted(user));
    jobs.start(job);
    return job;
  }

  private String ownerOfNext() {
    return queue.claim(ALL).orElseThrow().job().owner().name();
  }

  @Test
  void userWithAThousandJobsDoesNotHoldUpAnotherWithOne() {
    for (int job = 0; job < 1000; job++) {
      submit(BUSY);
    }
    assertThat(ownerOfNext()).isEqualTo("busy");
    submit(OTHER);

    assertThat(ownerOfNext()).isEqualTo("other");
    assertThat(ownerOfNext()).isEqualTo("busy");
  }

  @Test
  void usersTakeTurnsAtASingleWorker() {
    for (int job = 0; job < 3; job++) {
      submit(BUSY);
    }
    for (int job = 0; job < 3; job++) {
      submit(OTHER);
    }
    List<String> order = new ArrayList<>();
    for (int job = 0; job < 6; job++) {
      Lease lease = queue.claim(ALL).orElseThrow();
      order.add(lease.job().owner().name());
      leases.complete(lease, 1, TestJobs.RESULTS, connection -> {});
    }

    assertThat(order).containsExactly("busy", "other", "busy", "other", "busy", "other");
  }

  @Test
  void jobsOfOneUserRunInTheOrderInWhichTheyWereStarted() {
    List<String> submitted = List.of(submit(BUSY).id(), submit(BUSY).id(), submit(BUSY).id());

    assertThat(submitted)
        .allSatisfy(id -> assertThat(queue.claim(ALL).orElseThrow().job().id()).isEqualTo(id));
  }

  @Test
  void longJobLeavesTheShortLaneWithoutCountingAnAttempt() {
    Job job = submit(BUSY);
    Lease planned = queue.claim(Set.of(Lane.SHORT)).orElseThrow();

    queue.handOver(planned, Lane.LONG, Map.of("why", "it is long"));

    Job waiting = TestJobs.read(jobs, job.id());
    assertThat(waiting.notes()).containsEntry("why", "it is long");
    assertThat(waiting.phase()).isEqualTo(Phase.QUEUED);
    assertThat(waiting.started()).isNull();
    assertThat(queue.claim(Set.of(Lane.SHORT))).isEmpty();
    Lease taken = queue.claim(ALL).orElseThrow();
    assertThat(taken.lane()).isEqualTo(Lane.LONG);
    assertThat(taken.job().attempts()).isEqualTo(1);
  }

  @Test
  void jobsBeyondTheLimitOfTheirUserStayQueuedAndAreNotLost() {
    JobQueue limited =
        new JobQueue(
            database,
            new JobRules(
                settings.jobs(),
                settings(Map.of("almagest.queue.short-per-user", 1)).queue(),
                LimitSettings.NONE),
            TestJobs.TYPES);
    submit(BUSY);
    Job second = submit(BUSY);
    Lease first = limited.claim(ALL).orElseThrow();

    assertThat(limited.claim(ALL)).isEmpty();
    assertThat(TestJobs.read(jobs, second.id()).phase()).isEqualTo(Phase.QUEUED);
    leases.complete(first, 1, TestJobs.RESULTS, connection -> {});
    assertThat(limited.claim(ALL).orElseThrow().job().id()).isEqualTo(second.id());
  }

  @Test
  void jobOfATypeThatThisProcessDoesNotKnowIsLeftToOthers() {
    Job job = submit(BUSY);
    JdbcClient.create(database).sql("UPDATE job SET type = 'of-next-year'").update();

    assertThat(queue.claim(ALL)).isEmpty();
    assertThat(TestJobs.read(jobs, job.id()).phase()).isEqualTo(Phase.QUEUED);
  }

  @Test
  void oneWorkerAtLeastServesLongJobs() {
    assertThat(workers(1)).containsExactly(ALL);
    assertThat(workers(2)).containsExactly(ALL, Set.of(Lane.SHORT));
    assertThat(workers(4)).containsExactly(ALL, ALL, Set.of(Lane.SHORT), Set.of(Lane.SHORT));
    assertThat(workers(0)).isEmpty();
  }

  private static List<Set<Lane>> workers(int count) {
    ServiceSettings some = settings(Map.of("almagest.jobs.async-workers", count));
    return Workers.of(Workers.Neighbours.NONE, some.jobs(), some.queue()).lanes();
  }
}
