package org.almagest.api.result;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Times in tables (DALI 1.1, section 3.3.3): no zone, as many digits as there are. */
final class Timestamps {
  private static final DateTimeFormatter DALI =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(java.util.Locale.ROOT);

  private Timestamps() {}

  static String dali(LocalDateTime time) {
    return DALI.format(time);
  }
}
