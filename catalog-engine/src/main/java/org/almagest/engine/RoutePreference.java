package org.almagest.engine;

/** The back end that a job asks for. */
public enum RoutePreference {
  /** Leave it to the router. */
  AUTO,
  /** DuckDB, or fail. */
  DUCKDB,
  /** Spark, or fail. */
  SPARK
}
