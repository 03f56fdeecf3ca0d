package org.almagest.api.job;

import org.almagest.api.error.DatabaseOutage;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Runs one leased job as its type does, and writes down how that ended. */
final class JobRun {
  private static final Logger LOG = LogManager.getLogger(JobRun.class);

  private static final int MOST_ATTEMPTS = 100;

  private final JobTypes types;
  private final JobQueue queue;
  private final LeaseStore leases;

  JobRun(JobTypes types, JobQueue queue, LeaseStore leases) {
    this.types = types;
    this.queue = queue;
    this.leases = leases;
  }

  void run(RunningJob running) {
    Job job = running.lease().job();
    JobType type = types.get(job.type());
    Attempt attempt = new Attempt(running, leases);
    try {
      run(type, attempt);
    } catch (LeaseLostException lost) {
      LOG.info("{}", lost.getMessage());
    } catch (Exception failure) {
      // Engines written in Scala throw checked exceptions that nothing declares.
      failed(running, failure);
    } finally {
      // What a job was sent is of use to the next attempt, if there is one.
      if (leases.isOver(job.id())) {
        type.removeInputs(job.id());
      }
    }
  }

  private void run(JobType type, Attempt attempt) throws Exception {
    try {
      type.run(attempt);
    } finally {
      attempt.discardUnseen();
    }
    if (attempt.handedOver().isPresent()) {
      Lane lane = attempt.handedOver().get();
      RunningJob running = attempt.running();
      OutagePatience.write(running, () -> queue.handOver(running.lease(), lane, attempt.notes()));
    } else if (!attempt.isPublished()) {
      throw new IllegalStateException(
          "A run of a job of the type [" + type.name() + "] has published nothing");
    }
  }

  private void failed(RunningJob running, Exception failure) {
    Lease lease = running.lease();
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null && DatabaseOutage.causes(failure) && mayGoBack(lease.job())) {
      LOG.warn("Job [{}] goes back to the queue", lease.job().id(), failure);
      OutagePatience.write(running, () -> leases.giveBack(lease));
      return;
    }
    if (reason == null) {
      Fault fault = ErrorMapper.map(failure);
      OutagePatience.write(running, () -> leases.fail(lease, fault));
      return;
    }
    switch (reason) {
      case CALLER_GONE, LEASE_LOST -> LOG.info("Job [{}] was stopped", lease.job().id());
      case SHUTDOWN -> leases.release(lease);
      case TIME_LIMIT ->
          OutagePatience.write(running, () -> leases.fail(lease, timeLimit(lease.job())));
    }
  }

  /** A job at which the database is away each time would else be tried for ever. */
  private static boolean mayGoBack(Job job) {
    return job.attempts() < MOST_ATTEMPTS;
  }

  /**
   * Ends a job whose work could not do so itself, by an error of the virtual machine or because it
   * does not heed its stop.
   */
  void ended(RunningJob running, Exception failure) {
    LOG.error("Job [{}]", running.lease().job().id(), failure);
    failed(running, failure);
  }

  private static Fault timeLimit(Job job) {
    return ErrorMapper.map(
        new ServiceException(
            Code.TIME_LIMIT,
            "The job was stopped after its execution duration of "
                + job.executionDuration().toSeconds()
                + " s: set a longer EXECUTIONDURATION, or ask for less"));
  }
}
