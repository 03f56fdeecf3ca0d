package org.almagest.api.query;

import org.almagest.engine.QueryPlan;
import org.almagest.userdb.VersionHold;

/** A query whose tables keep their files until it is closed. */
record ReadyQuery(QueryPlan plan, VersionHold tables) implements AutoCloseable {

  @Override
  public void close() {
    tables.close();
  }
}
