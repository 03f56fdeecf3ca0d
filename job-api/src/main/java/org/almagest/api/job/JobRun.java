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
      queue.handOver(
          attempt.running().lease(), attempt.handedOver().get(), attempt.notes());
    } else if (!attempt.isPublished()) {
      throw new IllegalStateException(
          "A run of a job of the type [" + type.name() + "] has published nothing");
    }
  }

  private void failed(RunningJob running, Exception failure) {
    Lease lease = running.lease();
    StopReason reason = running.stopReason().orElse(null);
    if (reason == null && DatabaseOutage.causes(failure)) {
      // No fault of the job's, and it may even be completed: if it is not, its lease lapses.
      LOG.warn("Job [{}] is left to another worker", lease.job().id(), failure);
      return;
    }
    if (reason == null) {
      leases.fail(lease, ErrorMapper.map(failure));
      return;
    }
    switch (reason) {
      case CALLER_GONE, LEASE_LOST -> LOG.info("Job [{}] was stopped", lease.job().id());
      case SHUTDOWN -> leases.release(lease);
      case TIME_LIMIT -> leases.fail(lease, timeLimit(lease.job()));
    }
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
