package org.almagest.engine;

import java.util.List;
import java.util.Locale;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Execution;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;
import org.apache.calcite.plan.RelOptUtil;

/** A query with its route. */
record RoutedPlan(
    BackendQuery query, Catalog catalog, Route route, Backend backend, MadeTables made)
    implements QueryPlan {

  @Override
  public List<ResultColumn> columns() {
    return query.columns();
  }

  @Override
  public List<CatalogTable> tables() {
    return query.scans().stream().map(ScanFiles::table).toList();
  }

  @Override
  public String explain() {
    StringBuilder text = new StringBuilder();
    text.append("Back end: ").append(route.backend()).append('\n');
    route.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
    text.append("\nTo read:\n");
    query.scans().forEach(scan -> text.append("  ").append(describe(scan)).append('\n'));
    text.append("\nPlan:\n").append(RelOptUtil.toString(query.query().plan()));
    text.append("\nSent to ").append(route.backend()).append(":\n");
    return text.append(backend.explain(query)).append('\n').toString();
  }

  private static String describe(ScanFiles scan) {
    return String.format(
        Locale.ROOT,
        "scan_%d %s: %d of %d files, about %,d of %,d rows, %,d bytes%s",
        scan.scanId(),
        scan.table().qualifiedName(),
        scan.files().size(),
        scan.filesInAll(),
        scan.rows(),
        scan.table().rows(),
        scan.bytes(),
        scan.ranges().isEmpty() ? "" : ", within " + scan.ranges().size() + " HEALPix ranges");
  }

  @Override
  public Execution execution() {
    return execution(query);
  }

  /** The same for a query of the same tables, or some of them. */
  Execution execution(BackendQuery same) {
    if (same.scans().stream().noneMatch(scan -> made.has(scan.table()))) {
      return backend.execution(same);
    }
    MadeTables.Hold hold = made.hold(catalog);
    try {
      return new HeldExecution(backend.execution(same), hold);
    } catch (RuntimeException e) {
      hold.close();
      throw e;
    }
  }
}
