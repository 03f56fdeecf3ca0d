package org.almagest.backend.duckdb;

import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Execution;
import org.almagest.plan.CellJoinExpansion;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;

/** Runs a query as one statement of DuckDB over the files that are left after pruning. */
public final class DuckDbBackend implements Backend {

  private final DuckDb database;
  private final SqlTarget target = DuckDbTarget.INSTANCE;

  /** A back end on a database that the caller owns. */
  public DuckDbBackend(DuckDb database) {
    this.database = database;
  }

  @Override
  public BackendId id() {
    return BackendId.DUCKDB;
  }

  @Override
  public Support support(BackendQuery query) {
    return target.support(plan(query));
  }

  @Override
  public String explain(BackendQuery query) {
    return sql(query);
  }

  @Override
  public Execution execution(BackendQuery query) {
    return new DuckDbExecution(database, sql(query), query.columns());
  }

  private String sql(BackendQuery query) {
    return SqlRenderer.render(
        plan(query), target, scan -> ParquetScan.of(query.scan(scan.scanId())));
  }

  private static RelNode plan(BackendQuery query) {
    return CellJoinExpansion.expand(query.query().plan());
  }
}
