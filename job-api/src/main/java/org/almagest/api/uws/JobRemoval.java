package org.almagest.api.uws;

import org.almagest.api.job.Job;
import org.almagest.api.job.JobStore;
import org.almagest.api.result.ResultStore;
import org.almagest.api.upload.Uploads;
import org.springframework.stereotype.Component;

/** Removes jobs with all that they left. */
@Component
final class JobRemoval {
  private final JobStore jobs;
  private final ResultStore results;
  private final Uploads uploads;

  JobRemoval(JobStore jobs, ResultStore results, Uploads uploads) {
    this.jobs = jobs;
    this.results = results;
    this.uploads = uploads;
  }

  void remove(Job job) {
    jobs.delete(job.id());
    results.delete(job.id());
    uploads.delete(job.id());
  }
}
