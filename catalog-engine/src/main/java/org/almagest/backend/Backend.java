package org.almagest.backend;

import org.almagest.sql.Support;

/** An engine that runs whole queries. Safe for use by many threads. */
public interface Backend {

  /** Which one it is. */
  BackendId id();

  /** Whether it can run the query; if not, why, in words for the user. */
  Support support(BackendQuery query);

  /** What it takes to run a query that it supports. */
  Cost cost(Workload work);

  /** The text that is sent to the engine, for a person to read. */
  String explain(BackendQuery query);

  /** An execution that has not started yet. */
  Execution execution(BackendQuery query);
}
