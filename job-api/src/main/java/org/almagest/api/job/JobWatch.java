package org.almagest.api.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.almagest.api.error.DatabaseOutage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Watches over the jobs that run in this process: renews their leases, writes down their progress,
 * and stops those whose lease is lost or whose time is over.
 */
final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobWatch.class);
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

  private static final Duration CALLERS_PERIOD = Duration.ofMillis(500);

  private final LeaseStore leases;
  private final Map<String, RunningJob> running = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private final Ticker callers;
  private final ExecutorService cancellations =
      Executors.newCachedThreadPool(NamedThreads.of("job-cancel"));
  private final Duration stopGrace;

  /**
   * @param stopGrace after which a job is given up that does not heed its stop
   */
  JobWatch(LeaseStore leases, JobEvents events, Duration stopGrace) {
    this.leases = leases;
    this.stopGrace = stopGrace;
    Duration third = leases.leaseTime().dividedBy(3);
    Duration period = third.compareTo(LONGEST_PERIOD) < 0 ? third : LONGEST_PERIOD;
    this.ticker = new Ticker("job-watch", period, this::checkAll);
    this.callers = new Ticker("job-callers", CALLERS_PERIOD, this::checkCallers);
    events.subscribe(this::changed);
  }

  /** Begins to watch; the caller ends it by {@link #forget}. */
  RunningJob watch(Lease lease) {
    RunningJob job = new RunningJob(lease, cancellations);
    running.put(lease.token().toString(), job);
    return job;
  }

  void forget(RunningJob job) {
    running.remove(job.lease().token().toString());
  }

  Collection<RunningJob> running() {
    return running.values();
  }

  private void changed(String id) {
    for (RunningJob job : running.values()) {
      if (job.lease().job().id().equals(id)) {
        cancellations.execute(() -> check(job));
      }
    }
  }

  private void checkAll() {
    for (RunningJob job : running.values()) {
      if (!check(job)) {
        // The others would wait for the database as long as this one did.
        return;
      }
    }
  }

  private void checkCallers() {
    for (RunningJob job : running.values()) {
      try {
        if (job.isOverdue()) {
          job.stop(StopReason.TIME_LIMIT);
        }
        if (job.isForNobody()) {
          job.stop(StopReason.CALLER_GONE);
        }
        job.giveUpAfter(stopGrace);
      } catch (RuntimeException failure) {
        LOG.warn("Job [{}] is looked at again", job.lease().job().id(), failure);
      }
    }
  }

  /** False if the database is away. */
  private boolean check(RunningJob job) {
    try {
      job.stopAgain();
      if (leases.renew(job.lease(), job.progress())) {
        job.renewed();
      } else if (running.containsValue(job) && job.stop(StopReason.LEASE_LOST) && job.isCutOff()) {
        leases.forgive(job.lease());
      }
      return true;
    } catch (RuntimeException failure) {
      LOG.warn("The lease of job [{}] is not renewed", job.lease().job().id(), failure);
      if (!DatabaseOutage.causes(failure)) {
        return true;
      }
      running.values().forEach(RunningJob::cutOff);
      return false;
    }
  }

  /** Stops every job that still runs. */
  void stopAll() {
    running.values().forEach(job -> job.stop(StopReason.SHUTDOWN));
  }

  @Override
  public void close() {
    ticker.close();
    callers.close();
    cancellations.shutdown();
  }
}
