package org.almagest.api.result.encode;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Times in tables (DALI 1.1, section 3.3.3): no zone, as many digits as there are. */
final class TimestampText {
  private static final DateTimeFormatter DALI =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(java.util.Locale.ROOT);

  private TimestampText() {}

  static String dali(LocalDateTime time) {
    int year = time.getYear();
    // A formatter takes ten times as long.
    return time.get(ChronoField.NANO_OF_SECOND) == 0 && year >= 1000 && year <= 9999
        ? seconds(time)
        : DALI.format(time);
  }

  private static String seconds(LocalDateTime time) {
    char[] text = new char[19];
    digits(time.getYear() / 100, text, 0);
    digits(time.getYear() % 100, text, 2);
    text[4] = '-';
    digits(time.getMonthValue(), text, 5);
    text[7] = '-';
    digits(time.getDayOfMonth(), text, 8);
    text[10] = 'T';
    digits(time.getHour(), text, 11);
    text[13] = ':';
    digits(time.getMinute(), text, 14);
    text[16] = ':';
    digits(time.getSecond(), text, 17);
    return new String(text);
  }

  private static void digits(int number, char[] text, int offset) {
    text[offset] = (char) ('0' + number / 10);
    text[offset + 1] = (char) ('0' + number % 10);
  }
}
