package org.almagest.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.almagest.api.log.LogContext;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The workers of this process for asynchronous jobs: each takes the job that is next, runs it to
 * its end, and takes the next.
 */
final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobRunner.class);

  /** How long a lapsed lease, or an event that was lost, may go unnoticed. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final JobQueue queue;
  private final JobEvents events;
  private final JobWatch watch;
  private final JobRun run;
  private final ExecutorService workers;
  private volatile boolean closed;

  JobRunner(Workers places, JobQueue queue, JobEvents events, JobWatch watch, JobRun run) {
    this.queue = queue;
    this.events = events;
    this.watch = watch;
    this.run = run;
    this.workers =
        Executors.newFixedThreadPool(Math.max(1, places.count()), NamedThreads.of("async-job"));
    for (Set<Lane> lanes : places.lanes()) {
      workers.execute(() -> work(lanes));
    }
  }

  /** A worker that a job has killed, by exhausting its stack for example, is replaced. */
  private void work(Set<Lane> lanes) {
    boolean killed = true;
    try {
      takeJobs(lanes);
      killed = false;
    } finally {
      if (killed && !closed) {
        workers.execute(() -> work(lanes));
      }
    }
  }

  private void takeJobs(Set<Lane> lanes) {
    while (!closed) {
      try {
        long mark = events.mark();
        Optional<Lease> lease = claim(lanes);
        if (lease.isPresent()) {
          run(lease.get());
        } else {
          events.awaitChange(mark, LOOK_AGAIN);
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Optional<Lease> claim(Set<Lane> lanes) {
    try {
      return queue.claim(lanes);
    } catch (RuntimeException unreachable) {
      if (!closed) {
        LOG.warn("No job can be taken from the database", unreachable);
      }
      return Optional.empty();
    }
  }

  private void run(Lease lease) {
    RunningJob job = watch.watch(lease);
    LogContext context = lease.job().logContext();
    try {
      run.run(job);
    } catch (RuntimeException unreachable) {
      // The job's end cannot be written down; its lease lapses, and it is run again.
      LOG.error("Job [{}] is left to another worker", lease.job().id(), unreachable);
    } finally {
      watch.forget(job);
      context.close();
    }
  }

  /** Stops the workers; their jobs go back to the queue. */
  @Override
  public void close() {
    closed = true;
    watch.stopAll();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      workers.shutdownNow();
    }
  }
}
