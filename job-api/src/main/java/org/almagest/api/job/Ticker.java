package org.almagest.api.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Does something again and again, on a thread of its own; a failure does not end it. */
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Ticker.class);

  private final String name;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> ticks;

  /**
   * @param period from the end of one time to the beginning of the next; the first is at once
   */
  Ticker(String name, Duration period, Runnable task) {
    this.name = name;
    this.thread = Executors.newSingleThreadScheduledExecutor(NamedThreads.of(name));
    this.ticks =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException failure) {
                LOG.warn("{} failed and is tried again", name, failure);
              }
            },
            0,
            Math.max(1, period.toMillis()),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ticks.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("{} does not end", name);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
