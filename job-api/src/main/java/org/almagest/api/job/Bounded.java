package org.almagest.api.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Does what may fail for each item alone: one that fails is tried again the next time. */
final class Bounded {
  private static final Logger LOG = LogManager.getLogger(Bounded.class);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Map<String, Long> saidNanos = new ConcurrentHashMap<>();

  /**
   * Does it.
   *
   * @param what names the item in the log, which has a line about it once in ten minutes
   * @return whether it succeeded
   */
  boolean attempt(String what, Runnable task) {
    try {
      task.run();
      saidNanos.remove(what);
      return true;
    } catch (RuntimeException failure) {
      if (saysSo(what)) {
        LOG.warn("{} failed and is tried again", what, failure);
      }
      return false;
    }
  }

  private boolean saysSo(String what) {
    long now = System.nanoTime();
    saidNanos.values().removeIf(said -> now - said > SILENCE.toNanos());
    return saidNanos.size() < MOST && saidNanos.putIfAbsent(what, now) == null;
  }
}
