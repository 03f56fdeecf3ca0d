package org.almagest.api.job;

import java.sql.Connection;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.almagest.api.error.Fault;
import org.almagest.api.error.Fault.Persistence;
import org.almagest.api.identity.Principal;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.api.limit.TimeRange;
import org.almagest.api.log.LogContext;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What workers do with jobs. Every change shows the token of the lease: a worker that another has
 * replaced changes nothing.
 */
final class LeaseStore implements JobStates {
  private static final Logger LOG = LogManager.getLogger(LeaseStore.class);

  /**
   * A row that makes its statement, which is a transaction of its own, not wait for the disk. A
   * record of a synchronous query, or a sign of life, may be lost with the machine; the
   * milliseconds are worth more.
   */
  private static final String FAST =
      "(SELECT set_config('synchronous_commit', 'off', true)) AS durability";

  private static final String SAFE = "(SELECT 1) AS durability";

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JobRows rows = new JobRows();
  private final JobSettings settings;
  private final PerClass<JobSettings> limits;
  private final DatabaseContact contact;

  LeaseStore(DataSource dataSource, JobSettings settings, LimitSettings classes) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.settings = settings;
    this.limits = settings.perClass(classes);
    this.contact = new DatabaseContact(jdbc, settings.lease());
  }

  /** Adds a synchronous job that runs already. */
  Lease begin(NewJob wanted) {
    Principal caller = wanted.caller();
    String sql =
        """
        INSERT INTO job (id, type, owner, user_groups, user_class, kind, phase, run_id, parameters, created, started,
                         execution_duration, destruction, lease_token, lease_until, attempts,
                         request_id, base_url)
        SELECT :id, :type, :owner, :groups::text[], :userClass, 'SYNC', 'EXECUTING', :runId,
               :parameters::jsonb, now(), now(),
               :duration, :destruction, :token, now() + :lease * interval '1 millisecond', 1,
               :requestId, :baseUrl
          FROM
        """
            + FAST
            + " RETURNING "
            + JobRows.COLUMNS;
    return jdbc.sql(sql)
        .param("id", JobStore.newId())
        .param("type", wanted.type())
        .param("owner", caller.name())
        .param("groups", caller.groups().toArray(String[]::new))
        .param("userClass", caller.userClass())
        .param("runId", wanted.runId(), Types.VARCHAR)
        .param("parameters", rows.text(wanted.parameters()))
        .param("duration", TimeRange.seconds(limits.of(caller.userClass()).syncTimeLimit()))
        .param("destruction", java.sql.Timestamp.from(Instant.now().plus(settings.syncRetention())))
        .param("token", UUID.randomUUID())
        .param("lease", settings.lease().toMillis())
        .param("requestId", LogContext.requestId(), Types.VARCHAR)
        .param("baseUrl", wanted.baseUrl(), Types.VARCHAR)
        .query(rows::lease)
        .single();
  }

  /**
   * Says that the worker is alive.
   *
   * @return false if it has lost the job
   */
  boolean renew(Lease lease, JobProgress progress) {
    return jdbc.sql(
                """
                UPDATE job SET lease_until = now() + :lease * interval '1 millisecond',
                               parts_done = :partsDone, parts = :parts, row_count = :rows
                  FROM
                """
                    + FAST
                    + " WHERE id = :id AND lease_token = :token")
            .param("lease", settings.lease().toMillis())
            .param("partsDone", progress.partsDone())
            .param("parts", progress.parts())
            .param("rows", progress.rows())
            .param("id", lease.job().id())
            .param("token", lease.token())
            .update()
        == 1;
  }

  /** Notes what the type of the job shows of it. */
  void note(Lease lease, Map<String, Object> notes) {
    int changed =
        jdbc.sql("UPDATE job SET notes = :notes::jsonb WHERE id = :id AND lease_token = :token")
            .param("notes", rows.text(notes))
            .param("id", lease.job().id())
            .param("token", lease.token())
            .update();
    if (changed == 0) {
      throw new LeaseLostException(lease);
    }
  }

  /**
   * EXECUTING to COMPLETED, together with what else makes the result visible: either both happen or
   * neither does.
   *
   * @throws LeaseLostException if the worker has lost the job; then nothing happens
   */
  void complete(
      Lease lease, long rowCount, List<JobResult> results, Consumer<Connection> publication) {
    transaction.executeWithoutResult(
        status -> {
          int changed =
              jdbc.sql(
                      """
                      UPDATE job SET phase = 'COMPLETED', ended = now(), lease_token = NULL,
                                     lease_until = NULL, results = :results::jsonb, row_count = :rows,
                                     parts_done = parts
                       WHERE id = :id AND lease_token = :token
                      """)
                  .param("results", rows.text(results))
                  .param("rows", rowCount)
                  .param("id", lease.job().id())
                  .param("token", lease.token())
                  .update();
          if (changed == 0) {
            throw new LeaseLostException(lease);
          }
          Connection connection = DataSourceUtils.getConnection(dataSource);
          try {
            publication.accept(connection);
          } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
          }
        });
  }

  /** EXECUTING to ERROR. Does nothing if the worker has lost the job. */
  void fail(Lease lease, Fault fault) {
    end(SAFE, lease, "ERROR", Map.of(), null, fault, 0);
  }

  /** Ends a synchronous job. */
  void completeSync(
      Lease lease, Map<String, Object> notes, long rowCount, List<JobResult> results) {
    end(FAST, lease, "COMPLETED", notes, results, null, rowCount);
  }

  /** Ends a synchronous job that failed. */
  void failSync(Lease lease, Map<String, Object> notes, Fault fault) {
    end(FAST, lease, "ERROR", notes, null, fault, 0);
  }

  private void end(
      String durability,
      Lease lease,
      String phase,
      Map<String, Object> notes,
      @Nullable List<JobResult> results,
      @Nullable Fault fault,
      long rowCount) {
    jdbc.sql(
            """
            UPDATE job SET phase = :phase, ended = now(), lease_token = NULL, lease_until = NULL,
                           notes = coalesce(:notes::jsonb, notes), results = :results::jsonb,
                           error = :error::jsonb, row_count = greatest(row_count, :rows)
              FROM
            """
                + durability
                + " WHERE id = :id AND lease_token = :token")
        .param("phase", phase)
        .param("notes", notes.isEmpty() ? null : rows.text(notes))
        .param("results", results == null ? null : rows.text(results))
        .param("error", fault == null ? null : rows.text(fault))
        .param("rows", rowCount)
        .param("id", lease.job().id())
        .param("token", lease.token())
        .update();
  }

  /** EXECUTING back to QUEUED: the worker stops, and the attempt does not count. */
  void release(Lease lease) {
    jdbc.sql(
            """
            UPDATE job SET phase = 'QUEUED', attempts = attempts - 1, lease_token = NULL,
                           lease_until = NULL
             WHERE id = :id AND lease_token = :token
            """)
        .param("id", lease.job().id())
        .param("token", lease.token())
        .update();
  }

  /**
   * EXECUTING back to QUEUED, since the database was away: no failure, but an attempt whose files
   * may be there.
   */
  void giveBack(Lease lease) {
    jdbc.sql(
            """
            UPDATE job SET phase = 'QUEUED', lease_token = NULL, lease_until = NULL
             WHERE id = :id AND lease_token = :token
            """)
        .param("id", lease.job().id())
        .param("token", lease.token())
        .update();
  }

  /**
   * Takes back that a worker failed whose job another has: it was alive, but cut off from the
   * database. To be called once.
   */
  void forgive(Lease lease) {
    jdbc.sql(
            """
            UPDATE job SET failures = failures - 1
             WHERE id = :id AND attempts > :attempt AND failures > 0
            """)
        .param("id", lease.job().id())
        .param("attempt", lease.job().attempts())
        .update();
  }

  /** Whether this attempt has completed the job. */
  boolean hasCompleted(Lease lease) {
    return jdbc.sql("SELECT phase = 'COMPLETED' AND attempts = :attempt FROM job WHERE id = :id")
        .param("attempt", lease.job().attempts())
        .param("id", lease.job().id())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** For the only process of the service, when it starts. */
  void beginAlone() {
    contact.begin();
  }

  /** Ends jobs whose workers fell silent and which nobody will try again. */
  void giveUpLapsed() {
    transaction.executeWithoutResult(
        status -> {
          // It is all done again if it is lost.
          jdbc.sql("SELECT set_config('synchronous_commit', 'off', true)")
              .query(String.class)
              .single();
          int extended = contact.note();
          if (extended > 0) {
            LOG.warn("The database was away: {} leases are extended", extended);
          }
          endLapsed();
        });
  }

  private void endLapsed() {
    Fault tried =
        new Fault(
            500,
            "GIVEN_UP",
            "The workers of this job stopped without a word, "
                + settings.attempts()
                + " times: it is not tried again",
            Persistence.TRANSIENT);
    Fault stopped =
        new Fault(500, "GIVEN_UP", "The service stopped during this query", Persistence.TRANSIENT);
    jdbc.sql(
            """
            UPDATE job SET phase = 'ERROR', ended = now(), lease_token = NULL, lease_until = NULL,
                           failures = failures + 1,
                           error = CASE kind WHEN 'SYNC' THEN :stopped::jsonb
                                             ELSE :tried::jsonb END
             WHERE lease_token IS NOT NULL AND lease_until < now()
               AND (kind = 'SYNC' OR failures + 1 >= :attempts)
            """)
        .param("stopped", rows.text(stopped))
        .param("tried", rows.text(tried))
        .param("attempts", settings.attempts())
        .update();
  }

  @Override
  public boolean isOver(String job) {
    return jdbc.sql(
                """
                SELECT count(*) FROM job
                 WHERE id = :id
                   AND phase IN ('PENDING', 'QUEUED', 'EXECUTING', 'HELD', 'SUSPENDED')
                """)
            .param("id", job)
            .query(Long.class)
            .single()
        == 0;
  }

  Duration leaseTime() {
    return settings.lease();
  }
}
