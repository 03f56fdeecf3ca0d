package org.almagest.api.uws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.Job;
import org.almagest.api.web.RequestParameters;

/**
 * The parameters that steer a job and are no part of its work (UWS 1.1, section 2.2.3). They are
 * taken where the standard has them, and at the creation of a job.
 */
record JobSteering(
    Optional<Step> phase, Optional<Duration> executionDuration, Optional<Instant> destruction) {

  /** The names of these parameters. */
  static final List<String> NAMES = List.of("PHASE", "EXECUTIONDURATION", "DESTRUCTION");

  /** What a user does with the phase of a job. */
  enum Step {
    /** Starts the job. */
    RUN,
    /** Stops the job. */
    ABORT
  }

  /**
   * Reads all of them, so that nothing is done if one is wrong.
   *
   * @throws ServiceException naming the one that is wrong
   */
  static JobSteering of(RequestParameters parameters) {
    return new JobSteering(
        parameters.one("PHASE").map(JobSteering::step),
        parameters.one("EXECUTIONDURATION").map(Instants::duration),
        parameters.one("DESTRUCTION").map(text -> Instants.parse("DESTRUCTION", text)));
  }

  /**
   * Reads them where one of them has to be there.
   *
   * @throws ServiceException if it is not, or one is wrong
   */
  static JobSteering with(String required, RequestParameters parameters) {
    if (parameters.one(required).isEmpty()) {
      throw new ServiceException(Code.BAD_PARAMETER, "There is no " + required + " in the form");
    }
    return of(parameters);
  }

  private static Step step(String wanted) {
    return switch (wanted.strip().toUpperCase(Locale.ROOT)) {
      case "RUN" -> Step.RUN;
      case "ABORT" -> Step.ABORT;
      default ->
          throw new ServiceException(
              Code.BAD_PARAMETER, "PHASE must be RUN or ABORT, not [" + wanted + "]");
    };
  }

  void apply(Job job, UwsJobs jobs) {
    executionDuration.ifPresent(duration -> jobs.store().setExecutionDuration(job, duration));
    destruction.ifPresent(time -> jobs.store().setDestruction(job, time));
    phase.ifPresent(
        step -> {
          switch (step) {
            case RUN -> jobs.access().start(job);
            case ABORT -> jobs.access().abort(job);
          }
        });
  }
}
