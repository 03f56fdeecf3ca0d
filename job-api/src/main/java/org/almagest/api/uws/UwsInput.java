package org.almagest.api.uws;

import org.almagest.api.error.ServiceException;
import org.almagest.api.job.Job;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;

/** Takes what a request sends to a job that was not started. */
@FunctionalInterface
public interface UwsInput {
  /** Parameters are all, and looked at when the job runs. */
  UwsInput NONE = (job, parameters, parts) -> {};

  /**
   * Checks the parameters, and keeps what came along; the job has the parameters already.
   *
   * @throws ServiceException if something is wrong with them; a job that was just made is removed
   */
  void take(Job job, RequestParameters parameters, RequestParts parts);
}
