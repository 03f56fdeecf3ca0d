package org.almagest.api.job;

/**
 * A kind of work that is done as jobs. What all jobs have in common (their record, queue, leases,
 * phases, results) is no concern of a type; what a type does is none of theirs.
 */
public interface JobType {

  /** As the record of a job says it: {@code query}. It lasts as long as there are such jobs. */
  String name();

  /** Where a job waits that nobody has looked at. */
  Lane lane();

  /**
   * Runs a job: to its end, by {@link Attempt#publish}; or until it is known to belong in another
   * lane, by {@link Attempt#handOver}.
   *
   * @throws Exception if it fails; the job ends with what the failure means to its user
   */
  void run(Attempt attempt) throws Exception;

  /** Removes what only runs of a job need: it will not run any more. */
  default void removeInputs(String job) {}

  /**
   * Removes what the type keeps of a job that is gone. The files of its results go by themselves.
   */
  default void remove(String job) {
    removeInputs(job);
  }

  /**
   * Removes what runs and processes that died have left: at the start, and now and then.
   *
   * @param states of all jobs
   */
  default void sweep(JobStates states) {}
}
