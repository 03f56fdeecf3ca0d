package org.almagest.api.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * So many requests a second for each user, and a burst beyond that (the generic cell rate
 * algorithm, ITU-T I.371).
 */
final class RateLimit {
  private static final int MANY = 10_000;

  private final int perSecond;
  private final long perRequestNanos;
  private final long burstNanos;

  /** By user, when the requests until now would have been evenly spread. */
  private final Map<String, Long> nextNanos = new ConcurrentHashMap<>();

  RateLimit(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.perRequestNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.burstNanos = perRequestNanos * burst;
  }

  int perSecond() {
    return perSecond;
  }

  /** Takes a request; the time to wait if there is none, else zero. */
  Duration take(String user, long nowNanos) {
    if (nextNanos.size() > MANY) {
      nextNanos.values().removeIf(next -> next - nowNanos < 0);
    }
    long[] wait = {0};
    nextNanos.compute(
        user,
        (who, next) -> {
          long from = start(next, nowNanos);
          long ahead = from - nowNanos;
          if (ahead > burstNanos) {
            wait[0] = ahead - burstNanos;
            return from;
          }
          return from + perRequestNanos;
        });
    return Duration.ofNanos(wait[0]);
  }

  private static long start(@Nullable Long next, long nowNanos) {
    return next == null || next - nowNanos < 0 ? nowNanos : next;
  }
}
