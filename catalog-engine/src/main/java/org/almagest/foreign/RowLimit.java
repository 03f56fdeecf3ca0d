package org.almagest.foreign;

import java.util.Locale;

/**
 * How many bytes of memory one row of a foreign table may need. Files say in a few bytes how long
 * what follows is: that is checked before anything makes room for it.
 */
public final class RowLimit {
  /** The limit. */
  public static final long BYTES = 16L << 20;

  private RowLimit() {}

  /**
   * @param what has so many bytes, for the message
   * @throws ForeignTableException if they are too many
   */
  public static void check(String what, double bytes) {
    check(what, bytes, BYTES);
  }

  /**
   * The same with another limit.
   *
   * @throws ForeignTableException if they are too many
   */
  public static void check(String what, double bytes, long most) {
    if (bytes < 0 || bytes > most) {
      throw ForeignTableException.tooLarge(
          String.format(
              Locale.ROOT,
              "has %s of %,.0f bytes, more than the limit of %,d: split it up",
              what,
              bytes,
              most));
    }
  }
}
