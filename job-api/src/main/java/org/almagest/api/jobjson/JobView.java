package org.almagest.api.jobjson;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almagest.api.error.Fault;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobKind;
import org.almagest.api.job.JobProgress;
import org.almagest.api.job.JobResult;
import org.almagest.api.job.Phase;
import org.almagest.api.job.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * A job as a program reads it; what is not known is null.
 *
 * @param result the first one
 * @param notes what the type of the job shows of it, each under its own name
 */
record JobView(
    String id,
    String type,
    String owner,
    JobKind kind,
    Phase phase,
    @Nullable WaitReason waitsFor,
    @Nullable String runId,
    Map<String, String> parameters,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    long executionDurationSeconds,
    Instant destruction,
    int attempts,
    JobProgress progress,
    @Nullable Long secondsLeft,
    @Nullable ResultView result,
    List<ResultView> results,
    @Nullable Fault error,
    @Nullable String requestId,
    @JsonAnyGetter Map<String, @Nullable Object> notes) {

  /**
   * A result.
   *
   * @param about what the type of the job tells of it, each under its own name
   */
  record ResultView(
      String name,
      @Nullable String mediaType,
      long bytes,
      @Nullable String file,
      @Nullable String link,
      @JsonAnyGetter Map<String, @Nullable Object> about) {

    static ResultView of(JobResult result) {
      return new ResultView(
          result.name(),
          result.mediaType(),
          result.bytes(),
          result.file(),
          result.link(),
          result.about());
    }
  }

  static JobView of(Job job, Optional<WaitReason> waiting) {
    List<ResultView> results = job.results().stream().map(ResultView::of).toList();
    return new JobView(
        job.id(),
        job.type(),
        job.owner().name(),
        job.kind(),
        job.phase(),
        waiting.orElse(null),
        job.runId(),
        new TreeMap<>(job.parameters()),
        job.created(),
        job.started(),
        job.ended(),
        job.executionDuration().toSeconds(),
        job.destruction(),
        job.attempts(),
        job.progress(),
        job.timeLeft(Instant.now()).map(Duration::toSeconds).orElse(null),
        results.isEmpty() ? null : results.get(0),
        results,
        job.error(),
        job.requestId(),
        notes(job));
  }

  /** Programs that were written when all jobs were queries ask for a route that may be null. */
  private static Map<String, @Nullable Object> notes(Job job) {
    Map<String, @Nullable Object> notes = new LinkedHashMap<>(job.notes());
    notes.putIfAbsent("route", null);
    return notes;
  }
}
