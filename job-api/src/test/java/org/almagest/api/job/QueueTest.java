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
import org.almagest.api.identity.Caller;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.almagest.backend.BackendId;
import org.almagest.engine.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueueTest {
  private static final User BUSY = new User("busy");
  private static final User OTHER = new User("other");
  private static final Set<Lane> ALL = EnumSet.allOf(Lane.class);
  private static final Route SCAN = new Route(BackendId.SPARK, List.of(), 1L << 40, 1, 1, 1);

  private final DataSource database = TestDatabase.shared().dataSource();
  private final ServiceSettings settings = settings(Map.of());
  private final JobStore jobs = new JobStore(database, settings.jobs(), LimitSettings.NONE);
  private final LeaseStore leases = new LeaseStore(database, settings.jobs(), LimitSettings.NONE);
  private final JobQueue queue =
      new JobQueue(database, settings.jobs(), settings.queue(), LimitSettings.NONE);

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
    Job job =
        jobs.create(new NewJob(Caller.ofDefaultClass(user), null, Map.of("QUERY", "SELECT 1")));
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
      leases.complete(lease, JobResult.table("mydb.t", 1, 1), connection -> {});
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
    assertThat(queue.lane(SCAN)).isEqualTo(Lane.LONG);

    queue.handOver(planned, Lane.LONG, SCAN);

    Job waiting = jobs.get(job.id(), BUSY);
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
            settings.jobs(),
            settings(Map.of("almagest.queue.short-per-user", 1)).queue(),
            LimitSettings.NONE);
    submit(BUSY);
    Job second = submit(BUSY);
    Lease first = limited.claim(ALL).orElseThrow();

    assertThat(limited.claim(ALL)).isEmpty();
    assertThat(jobs.get(second.id(), BUSY).phase()).isEqualTo(Phase.QUEUED);
    leases.complete(first, JobResult.table("mydb.t", 1, 1), connection -> {});
    assertThat(limited.claim(ALL).orElseThrow().job().id()).isEqualTo(second.id());
  }

  @Test
  void routeAndRowsDecideTheLane() {
    Route lookUp = new Route(BackendId.DUCKDB, List.of(), 1000, 1, 1, 1);
    Route scan = new Route(BackendId.DUCKDB, List.of(), 1_000_000_000, 1, 1, 1);

    assertThat(queue.lane(lookUp)).isEqualTo(Lane.SHORT);
    assertThat(queue.lane(scan)).isEqualTo(Lane.LONG);
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
