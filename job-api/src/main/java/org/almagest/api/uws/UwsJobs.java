package org.almagest.api.uws;

import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.WaitReasons;
import org.almagest.api.web.BaseUrl;

/**
 * What all job lists are made of.
 *
 * @param access to the jobs
 * @param store changes them
 * @param files of their results
 * @param changes of phase, to be waited for
 * @param reasons why they wait
 */
record UwsJobs(
    JobAccess access, JobStore store, JobFiles files, JobWait changes, WaitReasons reasons) {

  /** Who asks, and by which address. */
  record Callers(UserResolver users, BaseUrl baseUrl) {}
}
