package org.almagest.function;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Most columns are matched with one pattern: that of the row before is kept ready. */
final class LatestPattern {

  private record Ready(String text, WildcardPattern pattern) {}

  private final Function<String, WildcardPattern> reading;
  private volatile @Nullable Ready latest;

  LatestPattern(Function<String, WildcardPattern> reading) {
    this.reading = reading;
  }

  /** Whether a text matches a pattern. */
  boolean matches(String value, String pattern) {
    Ready ready = latest;
    if (ready == null || !ready.text().equals(pattern)) {
      ready = new Ready(pattern, reading.apply(pattern));
      latest = ready;
    }
    return ready.pattern().matches(value);
  }
}
