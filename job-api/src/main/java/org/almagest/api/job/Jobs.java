package org.almagest.api.job;

import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.almagest.api.error.ServiceException;
import org.almagest.api.job.Workers.Neighbours;

/**
 * Everything that runs jobs in this process, put together; closing it stops the workers and gives
 * their jobs back.
 */
public final class Jobs implements AutoCloseable {
  private final JobStore store;
  private final LeaseStore leases;
  private final JobEvents events;
  private final JobWatch watch;
  private final WorkThreads threads;
  private final JobRunner runner;
  private final JobSweep sweep;
  private final JobWait wait;

  /** Starts the workers. */
  public Jobs(
      Workers workers, JobRules rules, DataSource dataSource, JobTypes types, JobFiles files) {
    this.leases = new LeaseStore(dataSource, rules.jobs(), rules.classes());
    this.store = new JobStore(dataSource, rules.jobs(), rules.classes());
    this.events = new JobEvents(dataSource);
    this.watch = new JobWatch(leases, events, rules.jobs().stopGrace());
    this.threads = new WorkThreads(rules.jobs().stuckQueries());
    JobQueue queue = new JobQueue(dataSource, rules, types);
    this.wait = new JobWait(store, events, rules.jobs());
    if (workers.neighbours() == Neighbours.NONE) {
      leases.beginAlone();
    }
    this.sweep = new JobSweep(rules.jobs(), store, leases, types, files);
    this.runner =
        new JobRunner(workers, queue, events, watch, new JobRun(types, queue, leases), threads);
  }

  /** The jobs in the database. */
  public JobStore store() {
    return store;
  }

  /** Waits for changes. */
  public JobWait waiting() {
    return wait;
  }

  /**
   * Adds a job whose caller waits, and which the caller {@linkplain #run runs}: it writes down how
   * that ended, and {@linkplain #forget forgets} the attempt.
   */
  public Attempt begin(NewJob wanted) {
    return new Attempt(watch.watch(leases.begin(wanted)), leases);
  }

  /**
   * Fails if nothing more can be begun.
   *
   * @throws ServiceException if too much work does not heed its stop
   */
  public void checkRoom() {
    threads.checkRoom();
  }

  /**
   * Does the work of an attempt that was begun, on a thread that may be left behind.
   *
   * @throws StuckWorkException if it does not heed its stop
   * @throws IllegalStateException caused by the error of the virtual machine that ended it
   */
  public void run(Attempt attempt, Work work) throws IOException, InterruptedException {
    threads.run(attempt.running(), work);
  }

  /** Ends the watch over an attempt that was begun. */
  public void forget(Attempt attempt) {
    watch.forget(attempt.running());
  }

  /** The jobs that run in this process, those whose caller waits included. */
  public List<Job> running() {
    return watch.running().stream().map(job -> job.lease().job()).toList();
  }

  /** The jobs whose queries do not heed their stop, and hold a thread each. */
  public List<Job> stuck() {
    return threads.stuck().stream().map(job -> job.lease().job()).toList();
  }

  @Override
  public void close() {
    wait.close();
    runner.close();
    threads.close();
    sweep.close();
    watch.close();
    events.close();
  }
}
