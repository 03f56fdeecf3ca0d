package org.almagest.api.job;

import java.util.Map;
import org.almagest.api.error.ServerPaths;
import org.almagest.api.identity.User;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.engine.QueryEngine;

/** Plans queries for a person to read. */
public final class QueryExplanation {
  private final QueryStarter queries;

  /** With the engine that would run them. */
  public QueryExplanation(QueryEngine engine, VisibleCatalog catalog) {
    this.queries = new QueryStarter(engine, catalog);
  }

  /**
   * The plan of the query that a job of these parameters would run; of files it has the names
   * alone.
   *
   * @throws RuntimeException as the job would fail
   */
  public String of(User user, Map<String, String> parameters) {
    return ServerPaths.hidden(queries.plan(user, QueryParameters.of(parameters)).explain());
  }
}
