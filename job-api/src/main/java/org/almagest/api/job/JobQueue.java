package org.almagest.api.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.limit.PerClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The jobs that wait, of all users. Workers take from it one after the other, whatever process they
 * are in, so that each sees what the one before it took.
 */
final class JobQueue {
  /** Any number that nothing else in the database locks. */
  private static final long TURN = 0x616c6d6171L;

  /**
   * Of the users whose jobs wait, the one with the fewest running is next, then the one whose turn
   * is longest ago; of that user's jobs the one that waits longest. Who has as many jobs running as
   * the limits of the class allow is passed over.
   */
  private static final String CLAIM =
      """
      WITH class_limit AS (
        SELECT * FROM unnest(:names::text[], :ofLanes::text[], :perUser::int[], :inAll::int[])
                   AS class_limit (class_name, lane, per_user, in_all)
      ), active AS (
        SELECT owner, lane,
               CASE WHEN user_class = ANY (:names) THEN user_class ELSE 'default' END AS class_name
          FROM job
         WHERE kind = 'ASYNC' AND phase = 'EXECUTING' AND lease_until >= now()
      ), of_user AS (
        SELECT owner, lane, count(*) AS jobs FROM active GROUP BY owner, lane
      ), of_class AS (
        SELECT class_name, lane, count(*) AS jobs FROM active GROUP BY class_name, lane
      ), waiting AS (
        SELECT DISTINCT ON (owner, lane, user_class) id, owner, lane, queued,
               CASE WHEN user_class = ANY (:names) THEN user_class ELSE 'default' END AS class_name
          FROM job
         WHERE kind = 'ASYNC' AND lane IN (:lanes) AND type = ANY (:types)
           AND phase IN ('QUEUED', 'EXECUTING')
           AND (phase = 'QUEUED' OR lease_until < now() AND failures + 1 < :attempts)
         ORDER BY owner, lane, user_class, queued
      ), taken AS (
        UPDATE job
           SET phase = 'EXECUTING', started = coalesce(started, now()), attempts = attempts + 1,
               failures = CASE phase WHEN 'EXECUTING' THEN failures + 1 ELSE failures END,
               lease_token = :token, lease_until = now() + :lease * interval '1 millisecond',
               parts_done = 0, parts = 0, row_count = 0
         WHERE (phase = 'QUEUED' OR phase = 'EXECUTING' AND lease_until < now())
           AND id = (SELECT waiting.id
                       FROM waiting
                       JOIN class_limit USING (class_name, lane)
                       LEFT JOIN of_user USING (owner, lane)
                       LEFT JOIN of_class USING (class_name, lane)
                       LEFT JOIN queue_turn USING (owner)
                      WHERE (per_user = 0 OR coalesce(of_user.jobs, 0) < per_user)
                        AND (in_all = 0 OR coalesce(of_class.jobs, 0) < in_all)
                      ORDER BY coalesce(of_user.jobs, 0), queue_turn.taken NULLS FIRST,
                               waiting.queued
                      LIMIT 1)
        RETURNING *
      ), turn AS (
        INSERT INTO queue_turn (owner, taken) SELECT owner, clock_timestamp() FROM taken
        ON CONFLICT (owner) DO UPDATE SET taken = excluded.taken
      )
      SELECT
      """
          + JobRows.COLUMNS
          + " FROM taken";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JobRows rows = new JobRows();
  private final JobSettings jobs;
  private final JobTypes types;
  private final List<LimitRow> limits;
  private final DatabaseContact contact;

  /** The limits of a class in a lane, as a row of a table. */
  private record LimitRow(String userClass, Lane lane, LaneLimits limits) {}

  JobQueue(DataSource dataSource, JobRules rules, JobTypes types) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.jobs = rules.jobs();
    this.types = types;
    this.limits = rows(QueueLimits.of(rules.queue(), rules.classes()));
    this.contact = new DatabaseContact(jdbc, jobs.lease());
  }

  /** The next job of these lanes, or one whose worker fell silent: QUEUED to EXECUTING. */
  Optional<Lease> claim(Set<Lane> lanes) {
    Optional<Lease> claimed =
        transaction.execute(
            status -> {
              // A statement of its own: the next one must see what the one before us took.
              jdbc.sql("SELECT pg_advisory_xact_lock(:turn)")
                  .param("turn", TURN)
                  .query((row, number) -> true)
                  .single();
              contact.note();
              return jdbc.sql(CLAIM)
                  .param("attempts", jobs.attempts())
                  .param("lanes", lanes.stream().map(Enum::name).toList())
                  .param("types", types.names())
                  .param("token", UUID.randomUUID())
                  .param("lease", jobs.lease().toMillis())
                  .param("names", texts(LimitRow::userClass))
                  .param("ofLanes", texts(row -> row.lane().name()))
                  .param("perUser", numbers(row -> row.limits().perUser()))
                  .param("inAll", numbers(row -> row.limits().inAll()))
                  .query(rows::lease)
                  .optional();
            });
    return claimed == null ? Optional.empty() : claimed;
  }

  private static List<LimitRow> rows(PerClass<QueueLimits> limits) {
    List<LimitRow> rows = new ArrayList<>();
    limits
        .byName()
        .forEach(
            (name, limit) -> {
              for (Lane lane : Lane.values()) {
                rows.add(new LimitRow(name, lane, limit.of(lane)));
              }
            });
    return List.copyOf(rows);
  }

  private String[] texts(Function<LimitRow, String> column) {
    return limits.stream().map(column).toArray(String[]::new);
  }

  private Integer[] numbers(Function<LimitRow, Integer> column) {
    return limits.stream().map(column).toArray(Integer[]::new);
  }

  /** EXECUTING back to QUEUED in another lane: what was claimed to be looked at was not run. */
  void handOver(Lease lease, Lane lane, Map<String, Object> notes) {
    int changed =
        jdbc.sql(
                """
                UPDATE job SET phase = 'QUEUED', lane = :lane, notes = :notes::jsonb,
                               started = CASE attempts WHEN 1 THEN NULL ELSE started END,
                               attempts = attempts - 1, lease_token = NULL, lease_until = NULL
                 WHERE id = :id AND lease_token = :token
                """)
            .param("lane", lane.name())
            .param("notes", rows.text(notes))
            .param("id", lease.job().id())
            .param("token", lease.token())
            .update();
    if (changed == 0) {
      throw new LeaseLostException(lease);
    }
  }
}
