package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.User;
import org.almagest.api.limit.LimitSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that holds jobs and gets the tables of the queue. */
class QueueUpgradeTest {
  private static final String NAME = "before_the_queue";
  private static final User ADA = new User("ada");
  private static final Set<Lane> ALL = Set.of(Lane.SHORT, Lane.LONG);

  private static DataSource database;

  private final ServiceSettings settings = ServiceSettings.load(Optional.empty(), Map.of());
  private final JobStore jobs = new JobStore(database, settings.jobs(), LimitSettings.NONE);
  private final LeaseStore leases = new LeaseStore(database, settings.jobs(), LimitSettings.NONE);
  private final JobQueue queue =
      new JobQueue(database, settings.jobs(), settings.queue(), LimitSettings.NONE);

  @BeforeAll
  static void upgradeADatabaseWithJobs() {
    HikariDataSource shared = (HikariDataSource) TestDatabase.shared().dataSource();
    JdbcClient.create(shared).sql("CREATE DATABASE " + NAME).update();
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(shared.getJdbcUrl());
    own.setDatabaseName(NAME);
    own.setUser(shared.getUsername());
    own.setPassword(shared.getPassword());
    database = own;
    flyway().target("20").load().migrate();
    insert("pending", "PENDING", "NULL", "NULL", "NULL", 0);
    insert("waiting", "QUEUED", "now() - interval '1 hour'", "NULL", "NULL", 0);
    insert("running", "EXECUTING", "now()", "gen_random_uuid()", "now() + interval '1 hour'", 1);
    insert("lapsed", "EXECUTING", "now()", "gen_random_uuid()", "now() - interval '1 hour'", 1);
    insert("done", "COMPLETED", "now() - interval '2 hours'", "NULL", "NULL", 1);
    JdbcClient.create(database)
        .sql("UPDATE job SET result = :result::jsonb, row_count = 7 WHERE id = 'done'")
        .param("result", new JobRows().text(JobResult.table("mydb.kept", 7, 70)))
        .update();
    flyway().load().migrate();
  }

  @AfterAll
  static void removeTheDatabase() {
    JdbcClient.create(TestDatabase.shared().dataSource()).sql("DROP DATABASE " + NAME).update();
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure().dataSource(database).locations("classpath:db/migration");
  }

  private static void insert(
      String id, String phase, String queued, String token, String until, int attempts) {
    JdbcClient.create(database)
        .sql(
            """
            INSERT INTO job (id, owner, kind, phase, parameters, created, queued,
                             execution_duration, destruction, lease_token, lease_until, attempts)
            VALUES ('%s', 'ada', 'ASYNC', '%s', '{"QUERY": "SELECT 1"}', now(), %s, 60,
                    now() + interval '7 days', %s, %s, %d)
            """
                .formatted(id, phase, queued, token, until, attempts))
        .update();
  }

  @Test
  void jobsKeepTheirPhasesAndResultsAndGoOn() {
    assertThat(jobs.get("pending", ADA).phase()).isEqualTo(Phase.PENDING);
    assertThat(jobs.get("running", ADA).phase()).isEqualTo(Phase.EXECUTING);
    assertThat(jobs.get("done", ADA).phase()).isEqualTo(Phase.COMPLETED);
    assertThat(jobs.get("done", ADA).result()).isEqualTo(JobResult.table("mydb.kept", 7, 70));
    assertThat(jobs.get("done", ADA).parameters()).containsEntry("QUERY", "SELECT 1");

    Set<String> taken = new HashSet<>();
    for (Optional<Lease> next = queue.claim(ALL); next.isPresent(); next = queue.claim(ALL)) {
      Lease lease = next.get();
      taken.add(lease.job().id());
      assertThat(lease.lane()).isEqualTo(Lane.SHORT);
      leases.complete(lease, JobResult.table("mydb.t", 1, 1), connection -> {});
    }
    assertThat(taken).containsExactlyInAnyOrder("waiting", "lapsed");
    assertThat(jobs.get("lapsed", ADA).attempts()).isEqualTo(2);

    jobs.start(jobs.get("pending", ADA));
    assertThat(queue.claim(ALL)).map(lease -> lease.job().id()).contains("pending");

    jobs.delete("done");
    assertThat(jobs.removed()).containsExactly("done");
  }
}
