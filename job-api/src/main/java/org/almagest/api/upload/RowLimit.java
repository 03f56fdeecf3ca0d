package org.almagest.api.upload;

import java.util.Locale;

/**
 * How many bytes of memory one row of an uploaded table may need. Files say in a few bytes how long
 * what follows is: that is checked before anything makes room for it.
 */
final class RowLimit {
  /** The limit. */
  static final long BYTES = 16L << 20;

  private RowLimit() {}

  /**
   * @param what has so many bytes, for the message
   * @throws org.almagest.api.error.ServiceException if they are too many
   */
  static void check(TableTarget target, String what, double bytes) {
    check(target, what, bytes, BYTES);
  }

  /**
   * The same with another limit.
   *
   * @throws org.almagest.api.error.ServiceException if they are too many
   */
  static void check(TableTarget target, String what, double bytes, long most) {
    if (bytes < 0 || bytes > most) {
      throw target.tooLarge(
          String.format(
              Locale.ROOT,
              "has %s of %,.0f bytes, more than the limit of %,d: split it up",
              what,
              bytes,
              most));
    }
  }
}
