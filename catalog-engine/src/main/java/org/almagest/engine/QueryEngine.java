package org.almagest.engine;

import org.almagest.catalog.Catalog;

/** Plans queries against the catalog that a user may see. Safe for use by many threads. */
public interface QueryEngine {

  /**
   * Parses, validates, lowers and routes a query.
   *
   * @throws org.almagest.adql.error.AdqlException if the query is wrong
   * @throws EngineException if no back end can run it
   */
  QueryPlan plan(QueryRequest request, Catalog catalog);
}
