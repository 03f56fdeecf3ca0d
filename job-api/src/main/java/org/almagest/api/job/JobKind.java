package org.almagest.api.job;

/** How a job's caller waits for it. */
public enum JobKind {
  /** The caller holds the connection open and reads the rows as they come. */
  SYNC,
  /** The caller asks again later. */
  ASYNC
}
