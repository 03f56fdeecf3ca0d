package org.almagest.api.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Times that come from outside, and may be of any size. Arithmetic on them ends at the last time
 * that can be written down, and does not overflow.
 */
public final class TimeRange {
  /** Longer than this is nobody's wish: 100 years. */
  public static final Duration LONGEST = Duration.ofDays(36_525);

  /** The first time that the database and a job document hold. */
  public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** The last time that the database and a job document hold. */
  public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private TimeRange() {}

  /** Nanoseconds; what is longer than 292 years counts as so long. */
  public static long nanos(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException tooLong) {
      return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Whole seconds, rounded up: a limit that is set is never none. */
  public static long seconds(Duration time) {
    return time.toNanosPart() == 0 ? time.toSeconds() : time.toSeconds() + 1;
  }

  /** So much later, at most {@link #LAST}. */
  public static Instant later(Instant time, Duration by) {
    return by.compareTo(Duration.between(time, LAST)) > 0 ? LAST : time.plus(by);
  }

  /**
   * Checks a setting.
   *
   * @throws IllegalArgumentException if it is longer than {@link #LONGEST}
   */
  public static void check(String setting, Duration time) {
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          setting + " must be at most " + LONGEST.toDays() + "d, not [" + time.toDays() + "d]");
    }
  }
}
