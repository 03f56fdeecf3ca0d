package org.almagest.api.job;

import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, as its type sees it. What it makes is visible only by {@link #publish}; until
 * then it is under names of this attempt, which nobody else uses.
 */
public final class Attempt {
  private static final Logger LOG = LogManager.getLogger(Attempt.class);

  private final RunningJob running;
  private final LeaseStore leases;
  private final Deque<Runnable> discards = new ArrayDeque<>();
  private Map<String, Object> notes = Map.of();
  private Outcome outcome = Outcome.UNSEEN;
  private @Nullable Lane wanted;

  private enum Outcome {
    /** Nobody has seen what it made. */
    UNSEEN,
    /** The commit is on its way, and may stay so: then the sweep decides. */
    UNKNOWN,
    PUBLISHED
  }

  Attempt(RunningJob running, LeaseStore leases) {
    this.running = running;
    this.leases = leases;
  }

  /** The job as it was when the attempt began. */
  public Job job() {
    return running.lease().job();
  }

  /** Where the job waited for this attempt. */
  public Lane lane() {
    return running.lease().lane();
  }

  /** Why the job is stopped before its end; empty if it is not. */
  public Optional<StopReason> stopReason() {
    return running.stopReason();
  }

  /**
   * To be called now and then, and before what takes long.
   *
   * @throws ServiceException if the job is stopped
   */
  public void checkNotStopped() {
    running.checkNotStopped();
  }

  /** Makes work stoppable, which tells the progress from now on; fails if the job was stopped. */
  public void attach(Stoppable work) {
    running.attach(work);
  }

  /** From now on progress counts these rows. */
  public void counting(LongSupplier rows) {
    running.counting(rows);
  }

  /** It is not its fault if it ends late while it waits for its caller to take what it wrote. */
  public void waitsForCallerWhile(BooleanSupplier writing) {
    running.waitsForCallerWhile(writing);
  }

  /** Lets the watch ask whether the caller who waits is still there. */
  public void waitedForUntil(BooleanSupplier gone) {
    running.waitedForUntil(gone);
  }

  /**
   * Says what is shown of the job besides what all jobs have; values as JSON has them. A job whose
   * caller waits shows it when it has ended: a statement of its own would cost too much.
   */
  public void note(Map<String, Object> shown) {
    notes = shown;
    if (job().kind() == JobKind.ASYNC) {
      OutagePatience.write(running, () -> leases.note(running.lease(), shown));
    }
  }

  /** What is to be done with what the attempt is about to make, if it is never published. */
  public void discardIfUnseen(Runnable discard) {
    discards.push(discard);
  }

  /**
   * Leaves the job to workers of another lane, as soon as the run has returned: they make their
   * things where those of this attempt were.
   */
  public void handOver(Lane lane, Map<String, Object> shown) {
    wanted = lane;
    notes = shown;
  }

  /** Completes the job with these results. */
  public void publish(long rows, List<JobResult> results) {
    publish(rows, results, connection -> {});
  }

  /**
   * Completes the job, together with what else makes its results visible: either both happen or
   * neither does. If the database is away, that is waited for.
   *
   * @param rows the last word of progress
   * @param change is made in the transaction that completes the job, on its connection
   * @throws ServiceException if the job was stopped; then nothing happens
   */
  public void publish(long rows, List<JobResult> results, Consumer<Connection> change) {
    running.checkNotStopped();
    outcome = Outcome.UNKNOWN;
    try {
      running.committing();
      OutagePatience.write(running, () -> complete(rows, results, change));
      outcome = Outcome.PUBLISHED;
    } catch (LeaseLostException lost) {
      outcome = Outcome.UNSEEN;
      throw lost;
    }
  }

  private void complete(long rows, List<JobResult> results, Consumer<Connection> change) {
    try {
      leases.complete(running.lease(), rows, results, change);
    } catch (LeaseLostException lost) {
      // The connection may have broken after a commit of ours.
      if (!leases.hasCompleted(running.lease())) {
        throw lost;
      }
    }
  }

  /** Ends a job whose caller waited and has been sent these results. */
  public void completeSync(long rows, List<JobResult> sent) {
    leases.completeSync(running.lease(), notes, rows, sent);
  }

  /** Ends a job whose caller waits, and is told the same. */
  public void failSync(Fault fault) {
    leases.failSync(running.lease(), notes, fault);
  }

  /** The lane that the job is left to. */
  Optional<Lane> handedOver() {
    return Optional.ofNullable(wanted);
  }

  Map<String, Object> notes() {
    return notes;
  }

  boolean isPublished() {
    return outcome == Outcome.PUBLISHED;
  }

  RunningJob running() {
    return running;
  }

  /** Each is done, whatever becomes of the others. */
  void discardUnseen() {
    if (outcome != Outcome.UNSEEN) {
      return;
    }
    for (Runnable discard : discards) {
      try {
        discard.run();
      } catch (RuntimeException failure) {
        LOG.warn("Job [{}] leaves something to the sweep", job().id(), failure);
      }
    }
  }
}
