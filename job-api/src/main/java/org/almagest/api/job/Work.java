package org.almagest.api.job;

/** What runs a job; engines written in Scala throw what nothing declares. */
@FunctionalInterface
public interface Work {

  /** To its end. */
  void run() throws Exception;
}
