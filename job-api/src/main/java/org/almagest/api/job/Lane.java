package org.almagest.api.job;

import org.almagest.backend.BackendId;
import org.almagest.engine.Route;

/** Where a query waits, so that short ones are not stuck behind long ones. */
public enum Lane {
  /** Queries that DuckDB ends in about a second, and those that are not planned yet. */
  SHORT,
  /** Queries that scan much. */
  LONG;

  /**
   * The lane of a planned query.
   *
   * @param shortRows up to so many rows left to read, a query of DuckDB is short
   */
  static Lane of(Route route, long shortRows) {
    return route.backend() == BackendId.DUCKDB && route.estimatedRows() <= shortRows ? SHORT : LONG;
  }
}
