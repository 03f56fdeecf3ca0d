package org.almagest.backend.spark;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Cancels the jobs of one execution again and again until it has ended: one query is several jobs,
 * and Spark does not know of those that it has not begun. However often it is asked for, it is one.
 */
final class Cancellation {
  private final Runnable cancelJobs;
  private final BooleanSupplier running;
  private final Executor later;
  private final AtomicBoolean goingOn = new AtomicBoolean();

  Cancellation(Runnable cancelJobs, BooleanSupplier running, Executor later) {
    this.cancelJobs = cancelJobs;
    this.running = running;
    this.later = later;
  }

  void request() {
    if (goingOn.compareAndSet(false, true)) {
      cancel();
    } else {
      cancelJobs.run();
    }
  }

  private void cancel() {
    boolean again = false;
    try {
      cancelJobs.run();
      again = running.getAsBoolean();
    } finally {
      if (again) {
        later.execute(this::cancel);
      } else {
        goingOn.set(false);
      }
    }
  }
}
