package org.almagest.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.AdqlQuery;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.MatchTables;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;
import org.almagest.engine.schema.CatalogAdapter;
import org.almagest.plan.SkyScan;
import org.almagest.plan.rewrite.StagedSides;
import org.almagest.plan.rewrite.StagedSides.Stage;

/** The engine of the service: one plan for all back ends, pruned, then routed. */
public final class RoutingQueryEngine implements QueryEngine {

  private static final int KEPT = 64;

  private final Router router;
  private final StagedPlan.Place place;
  private final MadeTables made;
  private final TableFiles files = new TableFiles();
  private final RecentlyUsed<Catalog, AdqlCompiler> compilers = new RecentlyUsed<>(KEPT);

  /**
   * @param backends in the order of preference where size does not decide
   * @param scratch a folder for what queries write for themselves, which all back ends can read; it
   *     need not exist
   */
  public RoutingQueryEngine(List<Backend> backends, RouterSettings settings, Path scratch) {
    this(backends, settings, scratch, MadeTables.NONE);
  }

  /**
   * The same for catalogs with tables whose files are made for the queries that read them.
   *
   * @param backends in the order of preference where size does not decide
   * @param scratch as above
   */
  public RoutingQueryEngine(
      List<Backend> backends, RouterSettings settings, Path scratch, MadeTables made) {
    this.made = made;
    this.place = new StagedPlan.Place(scratch, new Semaphore(1, true));
    this.router = new Router(backends, settings);
  }

  @Override
  public QueryPlan plan(QueryRequest request, Catalog catalog) {
    AdqlCompiler compiler =
        compilers.get(catalog, unknown -> new AdqlCompiler(new CatalogAdapter(unknown)));
    AdqlQuery compiled = compiler.compile(request.adql());
    AdqlQuery query =
        request.maxRows().isPresent() ? compiled.limited(request.maxRows().getAsLong()) : compiled;
    return planned(query, ResultColumns.of(query, catalog), new Asked(catalog, request.route()));
  }

  /** What a query is planned by, and each part of it. */
  private record Asked(Catalog catalog, RoutePreference route) {}

  private QueryPlan planned(AdqlQuery query, List<ResultColumn> columns, Asked asked) {
    WantedRows wanted = WantedRows.of(query.plan());
    List<ScanFiles> scans = new ArrayList<>();
    for (SkyScan scan : query.scans()) {
      CatalogTable table = scan.getTable().unwrapOrThrow(CatalogTable.class);
      scans.add(files(scan, table, wanted.of(scan), asked.catalog()));
    }
    StagedTables tables = new StagedTables(scans, router.settings());
    StagedSides.Staged staged = StagedSides.replace(query.plan(), ScanFiles.nextId(scans), tables);
    if (staged.stages().isEmpty()) {
      return routed(query, scans, Set.of(), columns, asked);
    }
    List<StagedRows> parts = new ArrayList<>();
    List<ScanFiles> left = new ArrayList<>();
    for (Stage stage : staged.stages()) {
      parts.add(
          new StagedRows(
              stage, planned(query.of(stage.rows()), StagedTables.results(stage), asked)));
      left.add(tables.expected(stage));
    }
    AdqlQuery rest = query.of(staged.plan());
    Set<Integer> written = staged.stages().stream().map(Stage::scanId).collect(Collectors.toSet());
    Set<Integer> used = rest.scans().stream().map(SkyScan::scanId).collect(Collectors.toSet());
    scans.stream().filter(scan -> used.contains(scan.scanId())).forEach(left::add);
    return new StagedPlan(
        parts, routed(rest, left, written, columns, asked), place, router.settings().listRows());
  }

  private ScanFiles files(SkyScan scan, CatalogTable table, Wanted rows, Catalog catalog) {
    if (!made.has(table)) {
      return files.scan(scan.scanId(), table, rows);
    }
    MadeTables.Hold hold = made.hold(catalog);
    try {
      return files.scan(scan.scanId(), table, rows);
    } finally {
      hold.close();
    }
  }

  private RoutedPlan routed(
      AdqlQuery query,
      List<ScanFiles> scans,
      Set<Integer> written,
      List<ResultColumn> columns,
      Asked asked) {
    MatchTables tables = new MatchTables(scans, router.settings().listRows());
    BackendQuery whole = BackendQuery.of(query, tables, columns);
    Route route = router.route(whole, written, asked.route());
    Backend backend = router.backend(route.backend());
    if (backend == null) {
      throw new IllegalStateException("The router chose a back end that is not set up");
    }
    return new RoutedPlan(whole, asked.catalog(), route, backend, made);
  }
}
