package org.almagest.engine;

import java.util.ArrayList;
import java.util.List;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;
import org.almagest.engine.schema.CatalogAdapter;
import org.almagest.plan.SkyScan;

/** The engine of the service: one plan for all back ends, pruned, then routed. */
public final class RoutingQueryEngine implements QueryEngine {

  private static final int KEPT = 64;

  private final Router router;
  private final TableFiles files = new TableFiles();
  private final RecentlyUsed<Catalog, AdqlCompiler> compilers = new RecentlyUsed<>(KEPT);

  /**
   * @param backends in the order of preference where size does not decide
   */
  public RoutingQueryEngine(List<Backend> backends, RouterSettings settings) {
    this.router = new Router(backends, settings);
  }

  @Override
  public QueryPlan plan(QueryRequest request, Catalog catalog) {
    AdqlCompiler compiler =
        compilers.get(catalog, unknown -> new AdqlCompiler(new CatalogAdapter(unknown)));
    AdqlQuery compiled = compiler.compile(request.adql());
    AdqlQuery query =
        request.maxRows().isPresent() ? compiled.limited(request.maxRows().getAsLong()) : compiled;
    WantedRows wanted = WantedRows.of(query.plan());
    List<ScanFiles> scans = new ArrayList<>();
    for (SkyScan scan : query.scans()) {
      CatalogTable table = scan.getTable().unwrapOrThrow(CatalogTable.class);
      scans.add(files.scan(scan.scanId(), table, wanted.of(scan)));
    }
    BackendQuery backendQuery = new BackendQuery(query, scans, ResultColumns.of(query, catalog));
    Route route = router.route(backendQuery, request.route());
    Backend backend = router.backend(route.backend());
    if (backend == null) {
      throw new IllegalStateException("The router chose a back end that is not set up");
    }
    return new RoutedPlan(backendQuery, catalog, route, backend);
  }
}
