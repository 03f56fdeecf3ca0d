package org.almagest.api.job;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.almagest.engine.Route;
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
   * is longest ago; of that user's jobs the one that waits longest.
   */
  private static final String CLAIM =
      """
      WITH running AS (
        SELECT owner, lane, count(*) AS jobs FROM job
         WHERE kind = 'ASYNC' AND phase = 'EXECUTING' AND lease_until >= now()
         GROUP BY owner, lane
      ), waiting AS (
        SELECT DISTINCT ON (owner, lane) id, owner, lane, queued FROM job
         WHERE kind = 'ASYNC' AND attempts < :attempts AND lane IN (:lanes)
           AND phase IN ('QUEUED', 'EXECUTING')
           AND (phase = 'QUEUED' OR lease_until < now())
         ORDER BY owner, lane, queued
      ), taken AS (
        UPDATE job
           SET phase = 'EXECUTING', started = coalesce(started, now()), attempts = attempts + 1,
               lease_token = :token, lease_until = now() + :lease * interval '1 millisecond',
               parts_done = 0, parts = 0, row_count = 0
         WHERE (phase = 'QUEUED' OR phase = 'EXECUTING' AND lease_until < now())
           AND id = (SELECT waiting.id
                       FROM waiting
                       LEFT JOIN running USING (owner, lane)
                       LEFT JOIN queue_turn USING (owner)
                      WHERE coalesce(running.jobs, 0)
                            < CASE lane WHEN 'SHORT' THEN :shortLimit ELSE :longLimit END
                      ORDER BY coalesce(running.jobs, 0), queue_turn.taken NULLS FIRST,
                               waiting.queued
                      LIMIT 1)
        RETURNING *
      ), turn AS (
        INSERT INTO queue_turn (owner, taken) SELECT owner, clock_timestamp() FROM taken
        ON CONFLICT (owner) DO UPDATE SET taken = excluded.taken
      )
      SELECT\s"""
          + JobRows.COLUMNS
          + " FROM taken";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JobRows rows = new JobRows();
  private final JobSettings jobs;
  private final QueueSettings queue;

  JobQueue(DataSource dataSource, JobSettings jobs, QueueSettings queue) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.jobs = jobs;
    this.queue = queue;
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
              return jdbc.sql(CLAIM)
                  .param("attempts", jobs.attempts())
                  .param("lanes", lanes.stream().map(Enum::name).toList())
                  .param("token", UUID.randomUUID())
                  .param("lease", jobs.lease().toMillis())
                  .param("shortLimit", limit(queue.shortPerUser()))
                  .param("longLimit", limit(queue.longPerUser()))
                  .query(rows::lease)
                  .optional();
            });
    return claimed == null ? Optional.empty() : claimed;
  }

  private static int limit(int perUser) {
    return perUser == 0 ? Integer.MAX_VALUE : perUser;
  }

  /** The lane in which a query of this route belongs. */
  Lane lane(Route route) {
    return Lane.of(route, queue.shortRows());
  }

  /** EXECUTING back to QUEUED in another lane: what was claimed to be planned was not run. */
  void handOver(Lease lease, Lane lane, Route route) {
    int changed =
        jdbc.sql(
                """
                UPDATE job SET phase = 'QUEUED', lane = :lane, route = :route::jsonb,
                               started = CASE attempts WHEN 1 THEN NULL ELSE started END,
                               attempts = attempts - 1, lease_token = NULL, lease_until = NULL
                 WHERE id = :id AND lease_token = :token
                """)
            .param("lane", lane.name())
            .param("route", rows.text(route))
            .param("id", lease.job().id())
            .param("token", lease.token())
            .update();
    if (changed == 0) {
      throw new LeaseLostException(lease);
    }
  }
}
