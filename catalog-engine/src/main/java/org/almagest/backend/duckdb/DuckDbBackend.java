package org.almagest.backend.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Execution;
import org.almagest.backend.ScanFiles;
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
    List<String> elsewhere =
        query.scans().stream()
            .map(ScanFiles::table)
            .filter(table -> !table.placement().isLocal())
            .map(
                table ->
                    "the files of "
                        + table.qualifiedName()
                        + " are not on this machine: "
                        + table.placement().location())
            .distinct()
            .toList();
    return elsewhere.isEmpty() ? target.support(plan(query)) : new Support.No(elsewhere);
  }

  @Override
  public String explain(BackendQuery query) {
    return sql(query);
  }

  @Override
  public Execution execution(BackendQuery query) {
    try {
      database.allow(
          query.scans().stream()
              .filter(scan -> !scan.files().isEmpty())
              .map(scan -> scan.table().placement().root())
              .toList());
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
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
