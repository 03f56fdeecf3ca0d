package org.almagest.api.job;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.almagest.api.error.DatabaseOutage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes down what became of a job, if need be as soon as the database is back. */
final class OutagePatience {
  private static final Logger LOG = LogManager.getLogger(OutagePatience.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private OutagePatience() {}

  /**
   * Repeats a note until the database takes it, or this process stops.
   *
   * @param note changes nothing the second time
   * @throws RuntimeException of the note, if the database is there
   */
  static void write(RunningJob running, Runnable note) {
    boolean said = false;
    while (true) {
      try {
        note.run();
        return;
      } catch (RuntimeException failure) {
        if (!DatabaseOutage.causes(failure) || isStopping(running)) {
          throw failure;
        }
        if (!said) {
          LOG.warn("Job [{}] waits for the database", running.lease().job().id(), failure);
          said = true;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }

  private static boolean isStopping(RunningJob running) {
    return Thread.currentThread().isInterrupted()
        || running.stopReason().filter(StopReason.SHUTDOWN::equals).isPresent();
  }
}
