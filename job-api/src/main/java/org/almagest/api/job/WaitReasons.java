package org.almagest.api.job;

import java.util.Optional;
import javax.sql.DataSource;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.job.WaitReason.Limit;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells the users of jobs that wait what they wait for. */
public final class WaitReasons {
  private static final String RUNNING =
      """
      SELECT mine.lane,
             count(other.id) FILTER (WHERE other.owner = mine.owner) AS of_user,
             count(other.id) FILTER (WHERE
               CASE WHEN other.user_class = ANY (:named) THEN other.user_class ELSE 'default' END
               = :userClass) AS of_class,
             count(other.id) AS of_all
        FROM job mine
        LEFT JOIN job other
          ON other.kind = 'ASYNC' AND other.phase = 'EXECUTING' AND other.lease_until >= now()
         AND other.lane = mine.lane
       WHERE mine.id = :id AND mine.phase = 'QUEUED'
       GROUP BY mine.lane
      """;

  private final JdbcClient jdbc;
  private final PerClass<QueueLimits> limits;

  /** Over a migrated database. */
  public WaitReasons(DataSource dataSource, QueueSettings queue, LimitSettings classes) {
    this.jdbc = JdbcClient.create(dataSource);
    this.limits = QueueLimits.of(queue, classes);
  }

  /** What a job waits for at this moment; empty if it is not QUEUED. */
  public Optional<WaitReason> of(Job job) {
    if (job.phase() != Phase.QUEUED) {
      return Optional.empty();
    }
    String counted =
        limits.byName().containsKey(job.userClass()) ? job.userClass() : LimitSettings.DEFAULT;
    return jdbc.sql(RUNNING)
        .param("id", job.id())
        .param("named", limits.byName().keySet().toArray(String[]::new))
        .param("userClass", counted)
        .query(
            (row, number) ->
                reason(
                    counted,
                    Lane.valueOf(row.getString("lane")),
                    row.getLong("of_user"),
                    row.getLong("of_class"),
                    row.getLong("of_all")))
        .optional();
  }

  private WaitReason reason(String userClass, Lane lane, long ofUser, long ofClass, long ofAll) {
    LaneLimits limit = limits.of(userClass).of(lane);
    if (limit.perUser() > 0 && ofUser >= limit.perUser()) {
      return new WaitReason(Limit.USER, userClass, lane, ofUser, limit.perUser());
    }
    if (limit.inAll() > 0 && ofClass >= limit.inAll()) {
      return new WaitReason(Limit.CLASS, userClass, lane, ofClass, limit.inAll());
    }
    return new WaitReason(Limit.WORKER, userClass, lane, ofAll, 0);
  }
}
