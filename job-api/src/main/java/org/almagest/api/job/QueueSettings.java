package org.almagest.api.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is served first: {@code almagest.queue.*}. Jobs that a limit holds back stay QUEUED.
 *
 * @param shortRows a query on DuckDB that has at most so many rows left to read is short; every
 *     other one is long
 * @param shortWorkers of almagest.jobs.async-workers, so many take short queries alone; one is left
 *     for long ones in any case
 * @param shortPerUser short asynchronous jobs of one user that run at once, in all processes
 *     together; 0 for no limit
 * @param longPerUser long asynchronous jobs of one user that run at once, in all processes
 *     together; 0 for no limit
 * @param syncPerUser synchronous queries of one user that run at once in this process, the others
 *     wait; 0 for no limit
 * @param longSyncQueries long synchronous queries that run at once in this process, beside the
 *     short ones
 * @param plannedQueries queries that are checked or explained at once in this process, beside those
 *     that run
 */
@ConfigurationProperties("almagest.queue")
public record QueueSettings(
    @DefaultValue("10000000") long shortRows,
    @DefaultValue("2") int shortWorkers,
    @DefaultValue("0") int shortPerUser,
    @DefaultValue("0") int longPerUser,
    @DefaultValue("0") int syncPerUser,
    @DefaultValue("4") int longSyncQueries,
    @DefaultValue("4") int plannedQueries) {

  /** Checks the ranges. */
  public QueueSettings {
    atLeast("short-rows", shortRows, 0);
    atLeast("short-workers", shortWorkers, 0);
    atLeast("short-per-user", shortPerUser, 0);
    atLeast("long-per-user", longPerUser, 0);
    atLeast("sync-per-user", syncPerUser, 0);
    atLeast("long-sync-queries", longSyncQueries, 1);
    atLeast("planned-queries", plannedQueries, 1);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "almagest.queue." + name + " must be at least " + least + ", not [" + value + "]");
    }
  }
}
