package org.almagest.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.Resource;
import org.almagest.api.log.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * Work that somebody asked for, as it stood when it was read.
 *
 * @param type the name of its {@link JobType}
 * @param owner as it was when the job was made
 * @param runId the caller's own name for it
 * @param parameters as they were sent, names in upper case, without RUNID
 * @param executionDuration how long it may run; zero for no limit
 * @param destruction when it and its result are removed
 * @param attempts how often a worker took it
 * @param requestId of the request that made it
 * @param baseUrl by which its caller reached the service; null if nobody did
 * @param notes what its type shows of it, as JSON has it
 * @param results in the order in which they are listed
 */
public record Job(
    String id,
    String type,
    Principal owner,
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
    Map<String, Object> notes,
    JobProgress progress,
    List<JobResult> results,
    @Nullable Fault error,
    @Nullable String requestId,
    @Nullable String baseUrl) {

  /** Copies the collections. */
  public Job {
    parameters = Map.copyOf(parameters);
    notes = Map.copyOf(notes);
    results = List.copyOf(results);
  }

  /** Whose limits it has. */
  public String userClass() {
    return owner.userClass();
  }

  /** The result of that name. */
  public Optional<JobResult> result(String name) {
    return results.stream().filter(result -> result.name().equals(name)).findFirst();
  }

  /** What rights are asked for. */
  Resource resource() {
    return Resource.job(id, owner.user());
  }

  /** For the log lines of the thread that runs it. */
  public LogContext logContext() {
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
