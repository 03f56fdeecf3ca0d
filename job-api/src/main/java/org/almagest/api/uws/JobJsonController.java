package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobKind;
import org.almagest.api.job.JobProgress;
import org.almagest.api.job.JobResult;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.Phase;
import org.almagest.api.job.WaitReason;
import org.almagest.api.job.WaitReasons;
import org.almagest.engine.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Jobs as JSON, synchronous ones too. */
@RestController
final class JobJsonController {
  private final JobStore jobs;
  private final WaitReasons reasons;
  private final UserResolver users;

  JobJsonController(JobStore jobs, WaitReasons reasons, UserResolver users) {
    this.jobs = jobs;
    this.reasons = reasons;
    this.users = users;
  }

  /** A job as a program reads it; what is not known is null. */
  record JobView(
      String id,
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
      @Nullable Route route,
      JobProgress progress,
      @Nullable Long secondsLeft,
      @Nullable JobResult result,
      @Nullable Fault error,
      @Nullable String requestId) {

    static JobView of(Job job, Optional<WaitReason> waiting) {
      return new JobView(
          job.id(),
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
          job.route(),
          job.progress(),
          job.timeLeft(Instant.now()).map(Duration::toSeconds).orElse(null),
          job.result(),
          job.error(),
          job.requestId());
    }
  }

  @GetMapping("/api/jobs/{id}")
  JobView job(@PathVariable("id") String id, HttpServletRequest request) {
    Job job = jobs.get(id, users.userOf(request));
    return JobView.of(job, reasons.of(job));
  }
}
