package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.almagest.api.job.WaitReason.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClassLimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<Lane> ALL = EnumSet.allOf(Lane.class);
  private static final Principal ADA = new Principal(new User("ada"), Set.of(), "guests");
  private static final Principal BOB = new Principal(new User("bob"), Set.of(), "guests");
  private static final Principal STAFF = Principal.ofDefaultClass(new User("staff"));

  private final DataSource database = TestDatabase.shared().dataSource();
  private final ServiceSettings settings =
      ServiceSettings.load(
          Optional.empty(),
          Map.of(
              "almagest.limits.classes.guests.short-jobs",
              3,
              "almagest.limits.classes.guests.short-per-user",
              2,
              "almagest.limits.classes.guests.execution-duration",
              "10m",
              "almagest.limits.classes.guests.sync-time-limit",
              "7s"));
  private final JobStore jobs = new JobStore(database, settings.jobs(), settings.limits());
  private final LeaseStore leases = new LeaseStore(database, settings.jobs(), settings.limits());
  private final JobQueue queue = queue();
  private final WaitReasons reasons =
      new WaitReasons(database, settings.queue(), settings.limits());

  private JobQueue queue() {
    return new JobQueue(
        database,
        new JobRules(settings.jobs(), settings.queue(), settings.limits()),
        TestJobs.TYPES);
  }

  @BeforeEach
  @AfterEach
  void removeAllJobs() {
    JdbcClient.create(database).sql("DELETE FROM job").update();
    JdbcClient.create(database).sql("DELETE FROM queue_turn").update();
  }

  private Job submit(Principal caller) {
    Job job = TestJobs.create(jobs, TestJobs.wanted(caller));
    jobs.start(job);
    return TestJobs.read(jobs, job.id());
  }

  private void complete(Lease lease) {
    leases.complete(lease, 1, TestJobs.RESULTS, connection -> {});
  }

  @Test
  void limitOfAClassHoldsForWorkersOfSeveralProcessesAndEveryJobRuns() throws Exception {
    int submitted = 60;
    for (int job = 0; job < submitted / 2; job++) {
      submit(ADA);
      submit(BOB);
    }
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (JobQueue ofProcess : List.of(queue, queue())) {
        for (int worker = 0; worker < 4; worker++) {
          Runnable work =
              () -> {
                while (done.get() < submitted) {
                  Optional<Lease> lease = ofProcess.claim(ALL);
                  if (lease.isPresent()) {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    // Jobs last: others are claimed meanwhile, if the limit lets them.
                    await().atMost(PATIENCE).until(() -> most.get() > 1);
                    assertThat(jobs.countByPhase().get(Phase.EXECUTING)).isLessThanOrEqualTo(3);
                    running.decrementAndGet();
                    complete(lease.get());
                    done.incrementAndGet();
                  }
                }
              };
          ends.add(CompletableFuture.runAsync(work, workers));
        }
      }
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    } finally {
      workers.shutdownNow();
    }

    assertThat(most).hasValueBetween(2, 3);
    assertThat(jobs.countByPhase()).containsExactly(Map.entry(Phase.COMPLETED, (long) submitted));
  }

  @Test
  void classAtItsLimitDoesNotHoldUpAnother() {
    for (int job = 0; job < 4; job++) {
      submit(ADA);
      submit(BOB);
    }
    for (int job = 0; job < 3; job++) {
      assertThat(queue.claim(ALL)).isPresent();
    }
    assertThat(queue.claim(ALL)).isEmpty();
    submit(STAFF);

    assertThat(queue.claim(ALL).orElseThrow().job().owner()).isEqualTo(STAFF);
    assertThat(queue.claim(ALL)).isEmpty();
    assertThat(jobs.countByPhase()).containsEntry(Phase.QUEUED, 5L);
  }

  @Test
  void usersOfAClassShareItsPlaces() {
    for (int job = 0; job < 6; job++) {
      submit(ADA);
    }
    submit(BOB);

    List<String> owners = new ArrayList<>();
    for (Optional<Lease> next = queue.claim(ALL); next.isPresent(); next = queue.claim(ALL)) {
      owners.add(next.get().job().owner().name());
    }

    assertThat(owners).containsExactly("ada", "bob", "ada");
  }

  @Test
  void jobTellsWhichLimitHoldsItBack() {
    submit(ADA);
    submit(ADA);
    Job third = submit(ADA);
    assertThat(reasons.of(third).orElseThrow().held()).isEqualTo(Limit.WORKER);
    queue.claim(ALL);
    queue.claim(ALL);
    WaitReason ofUser = reasons.of(third).orElseThrow();
    assertThat(ofUser.held()).isEqualTo(Limit.USER);
    assertThat(ofUser.text()).isEqualTo("2 short jobs of yours run, and the limit is 2");

    submit(BOB);
    Job fourth = submit(BOB);
    queue.claim(ALL);
    WaitReason ofClass = reasons.of(fourth).orElseThrow();
    assertThat(ofClass).isEqualTo(new WaitReason(Limit.CLASS, "guests", Lane.SHORT, 3, 3));
    assertThat(ofClass.text()).contains("class [guests]");
    assertThat(reasons.of(TestJobs.create(jobs, wanted())))
        .as("of a job that was not started")
        .isEmpty();
  }

  private static NewJob wanted() {
    return TestJobs.wanted(ADA);
  }

  @Test
  void classThatTheSettingsDoNotHaveCountsAsTheDefaultOne() {
    Principal former = new Principal(new User("former"), Set.of(), "of-last-year");
    Job job = submit(former);

    assertThat(reasons.of(job).orElseThrow().userClass()).isEqualTo("default");
    assertThat(queue.claim(ALL).orElseThrow().job().id()).isEqualTo(job.id());
  }

  @Test
  void timesAreThoseOfTheClass() {
    assertThat(submit(ADA).executionDuration()).hasMinutes(10);
    assertThat(submit(STAFF).executionDuration()).hasHours(24);
    assertThat(leases.begin(wanted()).job().executionDuration()).hasSeconds(7);
  }
}
