package org.almagest.backend;

/** The engines that a query can run on. */
public enum BackendId {
  /** DuckDB in this process. */
  DUCKDB(Start.AT_ONCE),
  /** Spark, by a driver in this process. */
  SPARK(Start.AFTER_SECONDS);

  private final Start start;

  /** How soon an engine begins to read. */
  public enum Start {
    /** Within milliseconds: fit for queries that somebody waits for. */
    AT_ONCE,
    /** Only after it has planned and handed out tasks. */
    AFTER_SECONDS
  }

  BackendId(Start start) {
    this.start = start;
  }

  /** How soon it begins to read. */
  public Start start() {
    return start;
  }
}
