package org.almagest.api.query;

import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.upload.OpenUploads;
import org.almagest.engine.QueryPlan;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionHold;

/** Plans queries that are to run, and holds the user tables that they read. */
final class ReadyQueries {
  private static final int TRIES = 5;

  private final QueryStarter queries;
  private final UserTables userTables;

  ReadyQueries(QueryStarter queries, UserTables userTables) {
    this.queries = queries;
    this.userTables = userTables;
  }

  /** A table whose version goes while the query is planned is looked up again. */
  ReadyQuery ready(Principal principal, QueryParameters parameters, OpenUploads uploads) {
    for (int tried = 0; tried < TRIES; tried++) {
      QueryPlan plan = queries.plan(principal, parameters, uploads);
      Optional<VersionHold> tables = userTables.hold(plan.tables());
      if (tables.isPresent()) {
        return new ReadyQuery(plan, tables.get());
      }
    }
    throw new ServiceException(
        Code.BUSY, "A table of schema mydb is replaced again and again: try again later");
  }
}
