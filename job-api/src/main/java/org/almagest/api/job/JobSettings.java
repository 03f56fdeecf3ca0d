package org.almagest.api.job;

import static org.almagest.api.limit.ClassSettings.or;

import java.time.Duration;
import org.almagest.api.limit.ClassSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.api.limit.TimeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are run: {@code almagest.jobs.*}.
 *
 * @param asyncWorkers asynchronous jobs that run at once in this process
 * @param syncQueries short synchronous queries that run at once in this process; as many long ones
 *     may wait for their places
 * @param syncQueueTimeout how long a synchronous query waits for its turn
 * @param syncTimeLimit how long a synchronous query may take
 * @param executionDuration how long an asynchronous job may take if its user says nothing; zero for
 *     no limit
 * @param longestExecutionDuration how long a user may let an asynchronous job take; zero for no
 *     limit
 * @param retention how long a job and its result are kept if the user says nothing
 * @param longestRetention how long a user may keep a job and its result
 * @param archive how long the record of a job is kept after its result is removed, as a job in the
 *     phase ARCHIVED; zero to remove both at once
 * @param syncRetention how long the record of a synchronous query is kept
 * @param lease how long a worker may be silent before another takes its job
 * @param attempts how often a job is tried whose workers fall silent
 * @param stopGrace how long a query that is stopped may take to end; then its job is ended without
 *     it, and its thread is left behind
 * @param stuckQueries queries that are left behind, in this process; beyond that nothing new is
 *     begun until one of them ends
 * @param sweepInterval how often expired jobs and forgotten files are removed
 * @param longestWait how long a request that waits for a change of phase is held
 * @param defaultMaxrec rows of a result, where the user does not say MAXREC; zero for no limit. A
 *     result that goes into MyDB is not cut by it
 * @param hardMaxrec rows of a result at most, whatever MAXREC the user says; zero for no limit. A
 *     result that goes into MyDB is not cut by it
 */
@ConfigurationProperties("almagest.jobs")
public record JobSettings(
    @DefaultValue("4") int asyncWorkers,
    @DefaultValue("16") int syncQueries,
    @DefaultValue("10s") Duration syncQueueTimeout,
    @DefaultValue("60s") Duration syncTimeLimit,
    @DefaultValue("24h") Duration executionDuration,
    @DefaultValue("0s") Duration longestExecutionDuration,
    @DefaultValue("7d") Duration retention,
    @DefaultValue("365d") Duration longestRetention,
    @DefaultValue("30d") Duration archive,
    @DefaultValue("1d") Duration syncRetention,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("3") int attempts,
    @DefaultValue("10s") Duration stopGrace,
    @DefaultValue("8") int stuckQueries,
    @DefaultValue("1m") Duration sweepInterval,
    @DefaultValue("60s") Duration longestWait,
    @DefaultValue("10000000") long defaultMaxrec,
    @DefaultValue("100000000") long hardMaxrec) {

  /** Checks the ranges. */
  public JobSettings {
    atLeast("async-workers", asyncWorkers, 0);
    atLeast("sync-queries", syncQueries, 1);
    atLeast("attempts", attempts, 1);
    atLeast("stuck-queries", stuckQueries, 1);
    positive("stop-grace", stopGrace);
    positive("sync-time-limit", syncTimeLimit);
    positive("retention", retention);
    positive("longest-retention", longestRetention);
    positive("sync-retention", syncRetention);
    positive("sweep-interval", sweepInterval);
    positive("longest-wait", longestWait);
    if (lease.compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException(
          "almagest.jobs.lease must be at least 2s, not [" + lease.toMillis() + "ms]");
    }
    TimeRange.check("almagest.jobs.lease", lease);
    TimeRange.check("almagest.jobs.execution-duration", executionDuration);
    TimeRange.check("almagest.jobs.longest-execution-duration", longestExecutionDuration);
    TimeRange.check("almagest.jobs.archive", archive);
    TimeRange.check("almagest.jobs.sync-queue-timeout", syncQueueTimeout);
    if (executionDuration.isNegative()
        || longestExecutionDuration.isNegative()
        || archive.isNegative()
        || syncQueueTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "almagest.jobs.execution-duration, longest-execution-duration, archive and"
              + " sync-queue-timeout must not be negative");
    }
    if (defaultMaxrec < 0 || hardMaxrec < 0) {
      throw new IllegalArgumentException(
          "almagest.jobs.default-maxrec and hard-maxrec must not be negative");
    }
  }

  /** As they are for each class of users. */
  public PerClass<JobSettings> perClass(LimitSettings limits) {
    return PerClass.of(this, limits, JobSettings::within);
  }

  private JobSettings within(ClassSettings said) {
    return new JobSettings(
        asyncWorkers,
        syncQueries,
        syncQueueTimeout,
        or(said.syncTimeLimit(), syncTimeLimit),
        or(said.executionDuration(), executionDuration),
        or(said.longestExecutionDuration(), longestExecutionDuration),
        retention,
        longestRetention,
        archive,
        syncRetention,
        lease,
        attempts,
        stopGrace,
        stuckQueries,
        sweepInterval,
        longestWait,
        or(said.defaultMaxrec(), defaultMaxrec),
        or(said.hardMaxrec(), hardMaxrec));
  }

  /** The execution duration that a job gets whose user wants that one. */
  Duration bounded(Duration wanted) {
    boolean tooLong = wanted.isZero() || wanted.compareTo(longestExecutionDuration) > 0;
    return longestExecutionDuration.isZero() || !tooLong ? wanted : longestExecutionDuration;
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "almagest.jobs." + name + " must be at least " + least + ", not [" + value + "]");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("almagest.jobs." + name + " must be more than nothing");
    }
    TimeRange.check("almagest.jobs." + name, value);
  }
}
