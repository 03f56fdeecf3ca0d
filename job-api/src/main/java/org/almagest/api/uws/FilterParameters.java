package org.almagest.api.uws;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.JobFilter;
import org.almagest.api.job.Phase;
import org.almagest.api.web.RequestParameters;

/** Which jobs a request lists (UWS 1.1, section 2.2.2.1). */
final class FilterParameters {

  private FilterParameters() {}

  static JobFilter of(RequestParameters parameters) {
    return new JobFilter(
        parameters.all("PHASE").stream()
            .map(FilterParameters::phase)
            .collect(Collectors.toUnmodifiableSet()),
        parameters.one("AFTER").map(text -> Instants.parse("AFTER", text)).orElse(null),
        last(parameters.one("LAST").orElse("")));
  }

  private static OptionalInt last(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int last = Integer.parseInt(text.strip());
      if (last > 0) {
        return OptionalInt.of(last);
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(Code.BAD_PARAMETER, lastMessage(text), notANumber);
    }
    throw new ServiceException(Code.BAD_PARAMETER, lastMessage(text));
  }

  private static String lastMessage(String text) {
    return "LAST must be a whole number > 0, not [" + text + "]";
  }

  /** Phases are spelled in upper case, and read in any. */
  static Phase phase(String text) {
    try {
      return Phase.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "PHASE must be a phase of UWS 1.1, not [" + text + "]", unknown);
    }
  }
}
