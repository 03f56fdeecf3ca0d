package org.almagest.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The workers of this process for asynchronous jobs: each takes the job that waits longest, runs it
 * to its end, and takes the next.
 */
final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(JobRunner.class);

  /** How long a lapsed lease, or an event that was lost, may go unnoticed. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final LeaseStore leases;
  private final JobEvents events;
  private final JobWatch watch;
  private final AsyncRun run;
  private final ExecutorService workers;
  private volatile boolean closed;

  JobRunner(
      JobSettings settings, LeaseStore leases, JobEvents events, JobWatch watch, AsyncRun run) {
    this.leases = leases;
    this.events = events;
    this.watch = watch;
    this.run = run;
    this.workers =
        Executors.newFixedThreadPool(
            Math.max(1, settings.asyncWorkers()), NamedThreads.of("async-job"));
    for (int worker = 0; worker < settings.asyncWorkers(); worker++) {
      workers.execute(this::work);
    }
  }

  /** A worker that a job has killed, by exhausting its stack for example, is replaced. */
  private void work() {
    boolean killed = true;
    try {
      takeJobs();
      killed = false;
    } finally {
      if (killed && !closed) {
        workers.execute(this::work);
      }
    }
  }

  private void takeJobs() {
    while (!closed) {
      try {
        long mark = events.mark();
        Optional<Lease> lease = claim();
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

  private Optional<Lease> claim() {
    try {
      return leases.claim();
    } catch (RuntimeException unreachable) {
      if (!closed) {
        LOG.warn("No job can be taken from the database", unreachable);
      }
      return Optional.empty();
    }
  }

  private void run(Lease lease) {
    RunningJob job = watch.watch(lease);
    try {
      run.run(job);
    } catch (RuntimeException unreachable) {
      // The job's end cannot be written down; its lease lapses, and it is run again.
      LOG.error("Job [{}] is left to another worker", lease.job().id(), unreachable);
    } finally {
      watch.forget(job);
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
