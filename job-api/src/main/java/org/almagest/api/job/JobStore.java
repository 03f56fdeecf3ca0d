package org.almagest.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.api.limit.TimeRange;
import org.almagest.api.log.LogContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What the users of jobs do with them. Each change of phase is one statement whose condition says
 * from where it may happen, so that of two that happen at once only one does.
 */
public final class JobStore {
  private final JdbcClient jdbc;
  private final JobRows rows = new JobRows();
  private final PerClass<JobSettings> settings;

  /** Over a migrated database. */
  public JobStore(DataSource dataSource, JobSettings settings, LimitSettings limits) {
    this.jdbc = JdbcClient.create(dataSource);
    this.settings = settings.perClass(limits);
  }

  /**
   * Adds an asynchronous job that waits to be started.
   *
   * @param lane where it will wait for a worker
   */
  Job create(NewJob wanted, Lane lane) {
    Instant now = Instant.now();
    Principal caller = wanted.caller();
    JobSettings limits = settings.of(caller.userClass());
    return jdbc.sql(
            """
            INSERT INTO job (id, type, owner, user_groups, user_class, kind, phase, run_id,
                             parameters, created, lane,
                             execution_duration, destruction, request_id, base_url)
            VALUES (:id, :type, :owner, :groups::text[], :userClass, 'ASYNC', 'PENDING', :runId,
                    :parameters::jsonb, now(), :lane, :duration, :destruction, :requestId, :baseUrl)
            RETURNING
            """
                + JobRows.COLUMNS)
        .param("id", newId())
        .param("type", wanted.type())
        .param("owner", caller.name())
        .param("groups", caller.groups().toArray(String[]::new))
        .param("userClass", caller.userClass())
        .param("lane", lane.name())
        .param("runId", wanted.runId())
        .param("parameters", rows.text(wanted.parameters()))
        .param("duration", TimeRange.seconds(limits.bounded(limits.executionDuration())))
        .param("requestId", LogContext.requestId())
        .param("baseUrl", wanted.baseUrl())
        .param("destruction", java.sql.Timestamp.from(now.plus(limits.retention())))
        .query(rows::job)
        .single();
  }

  static String newId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  /** The job, whoever owns it. */
  public Optional<Job> find(String id) {
    return jdbc.sql("SELECT " + JobRows.COLUMNS + " FROM job WHERE id = :id")
        .param("id", id)
        .query(rows::job)
        .optional();
  }

  /** The asynchronous jobs of a type that a user has, newest first, however many. */
  void list(String owner, String type, JobFilter filter, Consumer<JobSummary> line) {
    new JobListing(jdbc).each(owner, type, filter, line);
  }

  /** The phases of jobs by their ids; those that are not there are left out. */
  Map<String, Phase> phases(Set<String> ids) {
    return jdbc
        .sql("SELECT id, phase FROM job WHERE id = ANY (:ids)")
        .param("ids", ids.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), Phase.valueOf(row.getString(2))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Asks the database for nothing.
   *
   * @throws RuntimeException if it does not answer
   */
  public void ping() {
    jdbc.sql("SELECT 1").query(Integer.class).single();
  }

  /** How many asynchronous jobs of all users have each phase. */
  public Map<Phase, Long> countByPhase() {
    return jdbc
        .sql("SELECT phase, count(*) AS jobs FROM job WHERE kind = 'ASYNC' GROUP BY phase")
        .query((row, number) -> Map.entry(Phase.valueOf(row.getString(1)), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Adds parameters to a job that was not started; a name that is there gets the new value. */
  public void setParameters(Job job, Map<String, String> parameters) {
    changeWhilePending(
        job,
        "parameters",
        jdbc.sql(
                "UPDATE job SET parameters = parameters || :parameters::jsonb"
                    + " WHERE id = :id AND phase = 'PENDING'")
            .param("parameters", rows.text(parameters)));
  }

  /** Renames a job that was not started. */
  public void setRunId(Job job, String runId) {
    changeWhilePending(
        job,
        "RUNID",
        jdbc.sql("UPDATE job SET run_id = :runId WHERE id = :id AND phase = 'PENDING'")
            .param("runId", runId));
  }

  /**
   * Sets how long a job may run that no worker has yet; zero for no limit. The service's own limit
   * stays (UWS 1.1, section 2.1.4).
   */
  public void setExecutionDuration(Job job, Duration duration) {
    int changed =
        jdbc.sql(
                "UPDATE job SET execution_duration = :seconds"
                    + " WHERE id = :id AND phase IN ('PENDING', 'QUEUED', 'HELD', 'SUSPENDED')")
            .param("seconds", TimeRange.seconds(settings.of(job.userClass()).bounded(duration)))
            .param("id", job.id())
            .update();
    if (changed == 0) {
      throw new ServiceException(
          Code.WRONG_PHASE,
          "The EXECUTIONDURATION of job [" + job.id() + "] can be changed until it is EXECUTING");
    }
  }

  private static void changeWhilePending(Job job, String what, StatementSpec statement) {
    if (statement.param("id", job.id()).update() == 0) {
      throw new ServiceException(
          Code.WRONG_PHASE,
          "The " + what + " of job [" + job.id() + "] can be changed only while it is PENDING");
    }
  }

  /**
   * Sets when a job and its result are removed, as late as the service allows (UWS 1.1, section
   * 2.1.5).
   */
  public void setDestruction(Job job, Instant destruction) {
    Instant latest =
        TimeRange.later(job.created(), settings.of(job.userClass()).longestRetention());
    int changed =
        jdbc.sql(
                "UPDATE job SET destruction = :destruction"
                    + " WHERE id = :id AND phase <> 'ARCHIVED'")
            .param(
                "destruction",
                java.sql.Timestamp.from(destruction.isAfter(latest) ? latest : destruction))
            .param("id", job.id())
            .update();
    if (changed == 0) {
      throw new ServiceException(
          Code.WRONG_PHASE, "Job [" + job.id() + "] is archived: its result is gone");
    }
  }

  /** PENDING or HELD to QUEUED. Does nothing if the job was started already. */
  public void start(Job job) {
    int started =
        jdbc.sql(
                "UPDATE job SET phase = 'QUEUED', queued = now()"
                    + " WHERE id = :id AND phase IN ('PENDING', 'HELD')")
            .param("id", job.id())
            .update();
    if (started == 0 && !find(job.id()).map(now -> now.phase().isActive()).orElse(false)) {
      throw new ServiceException(
          Code.WRONG_PHASE, "Job [" + job.id() + "] has ended: create a new one");
    }
  }

  /** Any active phase to ABORTED; the worker that runs the job loses it. Else does nothing. */
  void abort(Job job) {
    jdbc.sql(
            """
            UPDATE job SET phase = 'ABORTED', ended = now(), lease_token = NULL, lease_until = NULL
             WHERE id = :id AND phase IN ('PENDING', 'QUEUED', 'EXECUTING', 'HELD', 'SUSPENDED')
            """)
        .param("id", job.id())
        .update();
  }

  /**
   * Removes the job; the worker that runs it loses it. Its files are the caller's to remove; what
   * the caller does not come to, the sweep does.
   */
  void delete(String id) {
    jdbc.sql(
            """
            WITH gone AS (DELETE FROM job WHERE id = :id RETURNING id, type, kind)
            INSERT INTO removed_job (id, type, removed)
            SELECT id, type, now() FROM gone WHERE kind = 'ASYNC' ON CONFLICT DO NOTHING
            """)
        .param("id", id)
        .update();
  }

  /**
   * Archives asynchronous jobs whose destruction time has passed: whoever runs one loses it. Their
   * files count as those of removed jobs.
   */
  void archiveExpired() {
    jdbc.sql(
            """
            WITH gone AS (
              UPDATE job SET phase = 'ARCHIVED', ended = coalesce(ended, now()), results = NULL,
                             lease_token = NULL, lease_until = NULL
               WHERE id IN (SELECT id FROM job
                             WHERE destruction < now() AND kind = 'ASYNC' AND phase <> 'ARCHIVED'
                             LIMIT 1000)
              RETURNING id, type
            )
            INSERT INTO removed_job (id, type, removed)
            SELECT id, type, now() FROM gone ON CONFLICT DO NOTHING
            """)
        .update();
  }

  /** Jobs that are not even kept as archived ones any longer. */
  List<String> forgotten() {
    return jdbc.sql(
            """
            SELECT id FROM job
             WHERE kind = 'ASYNC' AND phase = 'ARCHIVED'
               AND destruction < now() - :archive * interval '1 second'
             LIMIT 1000
            """)
        .param("archive", settings.of(LimitSettings.DEFAULT).archive().toSeconds())
        .query(String.class)
        .list();
  }

  /** Removes the records of synchronous queries whose time has passed; they have no files. */
  void deleteExpiredSync() {
    jdbc.sql("DELETE FROM job WHERE kind = 'SYNC' AND destruction < now()").update();
  }

  /** Jobs that were removed and whose files may be there: the name of the type by the id. */
  Map<String, String> removed() {
    return jdbc
        .sql("SELECT id, type FROM removed_job")
        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Forgets removed jobs whose last worker has long noticed that they are gone. */
  void forgetRemoved(Collection<String> ids, Duration age) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              "DELETE FROM removed_job WHERE id = ANY (:ids)"
                  + " AND removed < now() - :age * interval '1 second'")
          .param("ids", ids.toArray(String[]::new))
          .param("age", age.toSeconds())
          .update();
    }
  }
}
