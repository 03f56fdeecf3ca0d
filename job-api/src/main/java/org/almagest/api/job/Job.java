package org.almagest.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.Caller;
import org.almagest.api.identity.User;
import org.almagest.api.log.LogContext;
import org.almagest.engine.Route;
import org.jspecify.annotations.Nullable;

/**
 * A query that somebody asked for, as it stood when it was read.
 *
 * @param userClass of its owner when it was made
 * @param runId the caller's own name for it
 * @param parameters as they were sent, names in upper case, without RUNID
 * @param executionDuration how long it may run; zero for no limit
 * @param destruction when it and its result are removed
 * @param attempts how often a worker took it
 * @param requestId of the request that made it
 * @param baseUrl by which its caller reached the service; null if nobody did
 * @param route the back end, once the query is planned
 */
public record Job(
    String id,
    User owner,
    String userClass,
    JobKind kind,
    Phase phase,
    @Nullable String runId,
    Map<String, String> parameters,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    Duration executionDuration,
    Instant destruction,
    int attempts,
    @Nullable Route route,
    JobProgress progress,
    @Nullable JobResult result,
    @Nullable Fault error,
    @Nullable String requestId,
    @Nullable String baseUrl) {

  /** Copies the parameters. */
  public Job {
    parameters = Map.copyOf(parameters);
  }

  /** Who made it. */
  Caller caller() {
    return new Caller(owner, userClass);
  }

  /** For the log lines of the thread that runs it. */
  LogContext logContext() {
    return LogContext.ofJob(id, owner.name(), requestId);
  }

  /** How long it may still take if it goes on as it began; empty while nothing can be said. */
  public Optional<Duration> timeLeft(Instant now) {
    if (phase != Phase.EXECUTING
        || started == null
        || progress.partsDone() == 0
        || progress.parts() == 0) {
      return Optional.empty();
    }
    double left = (double) (progress.parts() - progress.partsDone()) / progress.partsDone();
    long elapsed = Duration.between(started, now).toMillis();
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(elapsed * left))));
  }
}
