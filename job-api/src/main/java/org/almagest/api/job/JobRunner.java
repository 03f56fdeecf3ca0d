package org.almagest.api.job;

import java.io.IOException;
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
  private final WorkThreads threads;
  private final ExecutorService workers;
  private volatile boolean closed;

  JobRunner(
      Workers places,
      JobQueue queue,
      JobEvents events,
      JobWatch watch,
      JobRun run,
      WorkThreads threads) {
    this.queue = queue;
    this.events = events;
    this.watch = watch;
    this.run = run;
    this.threads = threads;
    this.workers =
        Executors.newFixedThreadPool(Math.max(1, places.count()), NamedThreads.of("async-job"));
    for (Set<Lane> lanes : places.lanes()) {
      workers.execute(() -> takeJobs(lanes));
    }
  }

  private void takeJobs(Set<Lane> lanes) {
    while (!closed) {
      try {
        threads.awaitRoom();
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

  private void run(Lease lease) throws InterruptedException {
    RunningJob job = watch.watch(lease);
    LogContext context = lease.job().logContext();
    try {
      threads.run(job, () -> run.run(job));
    } catch (IOException | RuntimeException failure) {
      ended(job, failure);
    } finally {
      watch.forget(job);
      context.close();
    }
  }

  /** What the work could not write down itself. */
  private void ended(RunningJob job, Exception failure) {
    try {
      run.ended(job, failure);
    } catch (RuntimeException unreachable) {
      // The job's end cannot be written down; its lease lapses, and it is run again.
      LOG.error("Job [{}] is left to another worker", job.lease().job().id(), unreachable);
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
