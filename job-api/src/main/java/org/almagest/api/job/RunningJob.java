package org.almagest.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.limit.TimeRange;
import org.jspecify.annotations.Nullable;

/** A job that a thread of this process runs, as the threads that watch over it see it. */
final class RunningJob {
  private final Lease lease;
  private final Executor cancellations;
  private final long begunNanos = System.nanoTime();
  private final long limitNanos;
  private final AtomicBoolean cancelling = new AtomicBoolean();
  private boolean cutOff;
  private boolean committing;
  private boolean givenUp;
  private long stoppedNanos;
  private Runnable giveUp = () -> {};
  private BooleanSupplier waitsForCaller = () -> false;
  private @Nullable Stoppable work;
  private @Nullable StopReason stopReason;
  private LongSupplier rows = () -> 0;
  private BooleanSupplier callerGone = () -> false;

  /**
   * @param cancellations runs {@link Stoppable#cancel()}, which may take a second
   */
  RunningJob(Lease lease, Executor cancellations) {
    this.lease = lease;
    this.cancellations = cancellations;
    Duration limit = lease.job().executionDuration();
    this.limitNanos = limit.isZero() ? Long.MAX_VALUE : TimeRange.nanos(limit);
  }

  Lease lease() {
    return lease;
  }

  boolean isOverdue() {
    return System.nanoTime() - begunNanos > limitNanos;
  }

  synchronized void renewed() {
    cutOff = false;
  }

  /** It goes on without the database, which may come back before another worker has the job. */
  synchronized void cutOff() {
    cutOff = true;
  }

  /** Whether its lease could not be renewed, though this process lives. */
  synchronized boolean isCutOff() {
    return cutOff;
  }

  /** Makes work stoppable; fails if the job was stopped already. */
  void attach(Stoppable started) {
    synchronized (this) {
      work = started;
    }
    checkNotStopped();
  }

  /** From now on progress counts these rows. */
  synchronized void counting(LongSupplier counter) {
    rows = counter;
  }

  /** Lets the watch ask whether somebody still waits for the rows. */
  synchronized void waitedForUntil(BooleanSupplier gone) {
    callerGone = gone;
  }

  boolean isForNobody() {
    BooleanSupplier gone;
    synchronized (this) {
      gone = callerGone;
    }
    return gone.getAsBoolean();
  }

  void checkNotStopped() {
    if (stopReason().isPresent()) {
      throw new ServiceException(Code.ABORTED, "Job [" + lease.job().id() + "] was stopped");
    }
  }

  /**
   * Stops the job; the first reason counts.
   *
   * @return whether this is the first
   */
  boolean stop(StopReason reason) {
    Stoppable toCancel;
    synchronized (this) {
      if (stopReason != null) {
        return false;
      }
      stopReason = reason;
      stoppedNanos = System.nanoTime();
      // What is being committed has done its work: the lease decides what becomes of it.
      toCancel = committing ? null : work;
    }
    if (toCancel != null) {
      cancel(toCancel);
    }
    return true;
  }

  /** Cancels once more what was stopped and has not ended: the engine may have missed the first. */
  void stopAgain() {
    Stoppable toCancel;
    synchronized (this) {
      toCancel = stopReason == null || committing ? null : work;
    }
    if (toCancel != null) {
      cancel(toCancel);
    }
  }

  /** One at a time: an engine may be slow in this too. */
  private void cancel(Stoppable toCancel) {
    if (cancelling.compareAndSet(false, true)) {
      cancellations.execute(
          () -> {
            try {
              toCancel.cancel();
            } finally {
              cancelling.set(false);
            }
          });
    }
  }

  /** Its result is there: it is stopped no more, however long the database takes. */
  synchronized void committing() {
    committing = true;
  }

  /** What to do once this work is given up. */
  synchronized void onGivenUp(Runnable action) {
    giveUp = action;
  }

  /** While that holds it is not the query that is slow. */
  synchronized void waitsForCallerWhile(BooleanSupplier waits) {
    waitsForCaller = waits;
  }

  /** Gives it up if it was stopped so long ago and has not ended. */
  void giveUpAfter(Duration grace) {
    Runnable action;
    synchronized (this) {
      boolean heeds =
          stopReason == null
              || stopReason == StopReason.SHUTDOWN
              || committing
              || System.nanoTime() - stoppedNanos <= grace.toNanos();
      if (givenUp || heeds || waitsForCaller.getAsBoolean()) {
        return;
      }
      givenUp = true;
      action = giveUp;
    }
    action.run();
  }

  synchronized Optional<StopReason> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  JobProgress progress() {
    Stoppable current;
    LongSupplier counter;
    synchronized (this) {
      current = work;
      counter = rows;
    }
    JobProgress progress = current == null ? JobProgress.NONE : current.progress();
    return new JobProgress(progress.partsDone(), progress.parts(), counter.getAsLong());
  }
}
