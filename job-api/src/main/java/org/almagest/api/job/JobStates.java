package org.almagest.api.job;

/** What has become of jobs, for those who clean up behind them. */
public interface JobStates {

  /** Whether a job will not run any more, or is not there. */
  boolean isOver(String job);
}
