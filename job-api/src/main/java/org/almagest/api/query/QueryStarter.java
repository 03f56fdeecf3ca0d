package org.almagest.api.query;

import org.almagest.api.identity.Principal;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.upload.OpenUploads;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;

/** Plans the query against what its user may see. */
final class QueryStarter {
  private final QueryEngine engine;
  private final VisibleCatalog catalog;

  QueryStarter(QueryEngine engine, VisibleCatalog catalog) {
    this.engine = engine;
    this.catalog = catalog;
  }

  /** Plans a query that has no tables of its own. */
  QueryPlan plan(Principal principal, QueryParameters parameters) {
    return plan(principal, parameters, OpenUploads.NONE);
  }

  QueryPlan plan(Principal principal, QueryParameters parameters, OpenUploads uploads) {
    return engine.plan(
        new QueryRequest(
            parameters.adql(),
            parameters.route(),
            // A table has no place to say that rows were cut, so no row more is asked for.
            parameters.destination().isPresent() ? parameters.maxRec() : parameters.rowsToAsk()),
        uploads.addTo(catalog.of(principal)));
  }
}
