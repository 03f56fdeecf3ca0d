package org.almagest.api.uws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.limit.TimeRange;

/** Times of jobs (UWS 1.1, section 2.1.14): UTC, with a Z. */
final class Instants {

  private Instants() {}

  static String text(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS));
  }

  /** With or without Z or time of day. */
  static Instant parse(String name, String text) {
    String value = text.strip();
    try {
      Instant time = parse(value);
      if (time.isBefore(TimeRange.FIRST) || time.isAfter(TimeRange.LAST)) {
        throw new DateTimeException("out of range");
      }
      return time;
    } catch (DateTimeException malformed) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          name
              + " must be a time like 2026-11-25T12:00:00Z, in the years 0001 to 9999, not ["
              + text
              + "]",
          malformed);
    }
  }

  private static Instant parse(String value) {
    if (value.endsWith("Z")) {
      return Instant.parse(value);
    }
    return value.contains("T")
        ? LocalDateTime.parse(value).toInstant(ZoneOffset.UTC)
        : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static Duration duration(String text) {
    try {
      long seconds = Long.parseLong(text.strip());
      if (seconds >= 0 && seconds <= TimeRange.LONGEST.toSeconds()) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(Code.BAD_PARAMETER, durationMessage(text), notANumber);
    }
    throw new ServiceException(Code.BAD_PARAMETER, durationMessage(text));
  }

  private static String durationMessage(String text) {
    return "EXECUTIONDURATION must be a whole number of seconds >= 0 and <= "
        + TimeRange.LONGEST.toSeconds()
        + ", or 0 for no limit, not ["
        + text
        + "]";
  }
}
