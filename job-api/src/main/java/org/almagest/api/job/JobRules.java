package org.almagest.api.job;

import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;

/**
 * What the operator has settled about jobs.
 *
 * @param classes of users, whose limits differ
 */
public record JobRules(JobSettings jobs, QueueSettings queue, LimitSettings classes) {

  /** What is settled about the jobs of each class. */
  public PerClass<JobSettings> perClass() {
    return jobs.perClass(classes);
  }
}
