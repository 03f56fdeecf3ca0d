package org.almagest.api.query;

import java.util.OptionalInt;
import org.almagest.api.job.Job;

/** The name of the version of a user table that an attempt at a job writes: {@code JOB-ATTEMPT}. */
final class TableVersion {

  private TableVersion() {}

  static String of(Job job) {
    return job.id() + "-" + job.attempts();
  }

  static String job(String version) {
    int dash = version.lastIndexOf('-');
    return dash < 0 ? version : version.substring(0, dash);
  }

  static OptionalInt attempt(String version) {
    String digits = version.substring(version.lastIndexOf('-') + 1);
    return digits.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
