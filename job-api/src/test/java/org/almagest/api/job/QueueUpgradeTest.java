package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.identity.Principal;
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
      new JobQueue(
          database, new JobRules(settings.jobs(), settings.queue(), LimitSettings.NONE), queries());

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
        .param(
            "result",
            """
            {"file": null, "format": null, "table": "mydb.kept", "rows": 7, "bytes": 70,
             "overflow": "NONE"}
            """)
        .update();
    insert("filed", "COMPLETED", "now() - interval '2 hours'", "NULL", "NULL", 1);
    JdbcClient.create(database)
        .sql(
            """
            UPDATE job SET result = '{"file": "result-1.csv", "format": "CSV", "table": null,
                                      "rows": 3, "bytes": 30, "overflow": "CUT"}',
                           route = '{"backend": "DUCKDB"}'
             WHERE id = 'filed'
            """)
        .update();
    flyway().load().migrate();
  }

  /** What all jobs were before there were types. */
  private static JobTypes queries() {
    return new JobTypes(
        List.of(
            new JobType() {
              @Override
              public String name() {
                return "query";
              }

              @Override
              public Lane lane() {
                return Lane.SHORT;
              }

              @Override
              public void run(Attempt attempt) {
                throw new UnsupportedOperationException("The test runs its jobs");
              }
            }));
  }

  private Job read(String id) {
    return TestJobs.read(jobs, id);
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
    assertThat(read("pending").phase()).isEqualTo(Phase.PENDING);
    assertThat(read("running").phase()).isEqualTo(Phase.EXECUTING);
    assertThat(read("done").phase()).isEqualTo(Phase.COMPLETED);
    assertThat(read("done").results())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.name()).isEqualTo("result");
              assertThat(result.link()).isEqualTo("/api/mydb/tables/kept/download?format=votable");
              assertThat(result.bytes()).isEqualTo(70);
              assertThat(result.file()).isNull();
              assertThat(result.about())
                  .containsEntry("table", "mydb.kept")
                  .containsEntry("rows", 7);
            });
    assertThat(read("filed").results())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.file()).isEqualTo("result-1.csv");
              assertThat(result.link()).isNull();
              assertThat(result.mediaType()).isEqualTo("text/csv");
              assertThat(result.contentType()).isEqualTo("text/csv;header=present;charset=UTF-8");
              assertThat(result.about()).containsEntry("overflow", "CUT");
            });
    assertThat(read("filed").notes()).containsEntry("route", Map.of("backend", "DUCKDB"));
    assertThat(read("done").type()).isEqualTo("query");
    assertThat(read("done").owner()).isEqualTo(Principal.ofDefaultClass(ADA));
    assertThat(read("done").parameters()).containsEntry("QUERY", "SELECT 1");

    Set<String> taken = new HashSet<>();
    for (Optional<Lease> next = queue.claim(ALL); next.isPresent(); next = queue.claim(ALL)) {
      Lease lease = next.get();
      taken.add(lease.job().id());
      assertThat(lease.lane()).isEqualTo(Lane.SHORT);
      leases.complete(lease, 1, TestJobs.RESULTS, connection -> {});
    }
    assertThat(taken).containsExactlyInAnyOrder("waiting", "lapsed");
    assertThat(read("lapsed").attempts()).isEqualTo(2);

    jobs.start(read("pending"));
    assertThat(queue.claim(ALL)).map(lease -> lease.job().id()).contains("pending");

    jobs.delete("done");
    assertThat(jobs.removed()).containsExactly(Map.entry("done", "query"));
  }
}
