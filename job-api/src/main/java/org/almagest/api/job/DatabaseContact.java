package org.almagest.api.job;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells workers that died from workers that could not say that they live, because the database was
 * away. While there are leases, every process notes each second that it reaches the database. If
 * none did for longer, the database was away for all, and the first that is back extends the
 * leases: once, since it holds the row.
 */
final class DatabaseContact {
  /** A pool of connections waits up to ten seconds before it tries again. */
  private static final Duration RETURN = Duration.ofSeconds(10);

  private static final Duration LATE = Duration.ofSeconds(3);

  /** A lease that was given or renewed tells of a contact too. */
  private static final String NOTE =
      """
      WITH contact AS (
        UPDATE database_contact
           SET seen = clock_timestamp()
          FROM (SELECT greatest(last.seen, max(lease_until) - :lease * interval '1 millisecond')
                         AS before
                  FROM database_contact AS last, job
                 WHERE lease_token IS NOT NULL
                 GROUP BY last.seen) AS last
         WHERE database_contact.seen < clock_timestamp() - interval '500 milliseconds'
        RETURNING last.before
      )
      UPDATE job SET lease_until = clock_timestamp() + :extension * interval '1 millisecond'
        FROM contact
       WHERE contact.before < clock_timestamp() - :silence * interval '1 millisecond'
         AND lease_token IS NOT NULL AND lease_until >= contact.before
      """;

  private final JdbcClient jdbc;
  private final Duration lease;

  DatabaseContact(JdbcClient jdbc, Duration lease) {
    this.jdbc = jdbc;
    this.lease = lease;
  }

  /**
   * To be called in a transaction before lapsed leases are looked for in it.
   *
   * @return how many leases were extended because the database had been away
   */
  int note() {
    return jdbc.sql(NOTE)
        .param("lease", lease.toMillis())
        .param("extension", lease.plus(RETURN).toMillis())
        .param("silence", silence().toMillis())
        .update();
  }

  /** On a busy machine a note that is due each second comes late. */
  private Duration silence() {
    Duration half = lease.dividedBy(2);
    return half.compareTo(LATE) < 0 ? LATE : half;
  }

  /** The only process of the service starts: leases are of workers that are gone. */
  void begin() {
    jdbc.sql("UPDATE database_contact SET seen = clock_timestamp()").update();
  }
}
