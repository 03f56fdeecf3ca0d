package org.almagest.api.uws;

import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.result.ResultStore;
import org.springframework.stereotype.Component;

/** Removes jobs with all that they left. */
@Component
final class JobRemoval {
  private final JobStore jobs;
  private final ResultStore results;

  JobRemoval(JobStore jobs, ResultStore results) {
    this.jobs = jobs;
    this.results = results;
  }

  void remove(Job job) {
    jobs.delete(job.id());
    results.delete(job.id());
  }
}
