package org.almagest.api.uws;

import java.time.Duration;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.Job;
import org.almagest.api.web.RequestParameters;

/** How long a request for a job may be held (UWS 1.1, section 2.2.1.2). */
final class WaitParameters {

  private WaitParameters() {}

  /** Nothing if the request does not say so, or the job has left the phase that it names. */
  static Duration of(RequestParameters parameters, Job job) {
    Duration wait = parameters.one("WAIT").map(WaitParameters::seconds).orElse(Duration.ZERO);
    boolean otherPhase =
        parameters
            .one("PHASE")
            .map(FilterParameters::phase)
            .map(expected -> expected != job.phase())
            .orElse(false);
    return otherPhase ? Duration.ZERO : wait;
  }

  /** A negative WAIT means as long as the service likes. */
  private static Duration seconds(String text) {
    try {
      long seconds = Long.parseLong(text.strip());
      return Duration.ofSeconds(seconds < 0 ? Integer.MAX_VALUE : seconds);
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "WAIT must be a number of seconds, not [" + text + "]", notANumber);
    }
  }
}
