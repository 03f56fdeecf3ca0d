package org.almagest.api.web;

/** What a process of the service is for. Several share a database and a data directory. */
public enum Role {
  /** Everything, as the only process on its data directory. */
  ALL,
  /** Answers requests and runs synchronous queries; asynchronous jobs are left to workers. */
  WEB,
  /** Runs asynchronous jobs; over HTTP it tells its state alone. */
  WORKER
}
