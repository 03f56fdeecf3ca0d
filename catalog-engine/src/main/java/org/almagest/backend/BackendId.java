package org.almagest.backend;

/** The engines that a query can run on. */
public enum BackendId {
  /** DuckDB in this process. */
  DUCKDB,
  /** Spark, by a driver in this process. */
  SPARK
}
