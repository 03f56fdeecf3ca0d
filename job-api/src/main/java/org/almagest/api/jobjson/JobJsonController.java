package org.almagest.api.jobjson;

import jakarta.servlet.http.HttpServletRequest;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.WaitReasons;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Jobs as JSON, synchronous ones too. */
@RestController
final class JobJsonController {
  private final JobAccess jobs;
  private final WaitReasons reasons;
  private final UserResolver users;

  JobJsonController(JobAccess jobs, WaitReasons reasons, UserResolver users) {
    this.jobs = jobs;
    this.reasons = reasons;
    this.users = users;
  }

  @GetMapping("/api/jobs/{id}")
  JobView job(@PathVariable("id") String id, HttpServletRequest request) {
    Job job = jobs.get(id, users.principalOf(request), Action.READ);
    return JobView.of(job, reasons.of(job));
  }
}
