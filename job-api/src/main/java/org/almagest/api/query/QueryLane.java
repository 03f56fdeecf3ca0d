package org.almagest.api.query;

import org.almagest.api.job.Lane;
import org.almagest.backend.BackendId;
import org.almagest.engine.Route;

/**
 * Where planned queries belong.
 *
 * @param shortRows up to so many rows left to read, a query of DuckDB is short
 */
record QueryLane(long shortRows) {

  Lane of(Route route) {
    return route.backend().start() == BackendId.Start.AT_ONCE && route.estimatedRows() <= shortRows
        ? Lane.SHORT
        : Lane.LONG;
  }
}
