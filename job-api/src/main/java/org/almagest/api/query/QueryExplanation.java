package org.almagest.api.query;

import java.util.Map;
import org.almagest.api.error.ServerPaths;
import org.almagest.api.identity.Principal;

/** Plans queries for a person to read. */
public final class QueryExplanation {
  private final QueryStarter queries;

  QueryExplanation(QueryStarter queries) {
    this.queries = queries;
  }

  /**
   * The plan of the query that a job of these parameters would run; of files it has the names
   * alone.
   *
   * @throws RuntimeException as the job would fail
   */
  public String of(Principal principal, Map<String, String> parameters) {
    return ServerPaths.hidden(queries.plan(principal, QueryParameters.of(parameters)).explain());
  }
}
