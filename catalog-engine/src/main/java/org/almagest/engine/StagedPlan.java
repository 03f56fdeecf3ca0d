package org.almagest.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Execution;
import org.almagest.backend.MatchTables;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;

/**
 * A query with inputs of matches that are written as tables before the rest runs.
 *
 * @param parts those inputs
 * @param rest the query with the tables that are expected in their place
 * @param place where the tables go
 * @param listRows up to so many rows of them are a list
 */
record StagedPlan(List<StagedRows> parts, RoutedPlan rest, Place place, long listRows)
    implements QueryPlan {

  /**
   * Where queries write for themselves.
   *
   * @param turn is held by the one that writes a catalog: that takes all cores, and a part of the
   *     heap that is not there twice
   */
  record Place(Path folder, Semaphore turn) {}

  /** Copies the parts. */
  StagedPlan {
    parts = List.copyOf(parts);
  }

  @Override
  public List<ResultColumn> columns() {
    return rest.columns();
  }

  @Override
  public List<CatalogTable> tables() {
    List<CatalogTable> tables = new ArrayList<>();
    parts.forEach(part -> tables.addAll(part.plan().tables()));
    stored().forEach(scan -> tables.add(scan.table()));
    return tables;
  }

  @Override
  public Catalog catalog() {
    return rest.catalog();
  }

  /** What the rest reads that was there before. */
  private List<ScanFiles> stored() {
    Set<Integer> written =
        parts.stream().map(part -> part.stage().scanId()).collect(Collectors.toSet());
    return rest.query().scans().stream().filter(scan -> !written.contains(scan.scanId())).toList();
  }

  @Override
  public Route route() {
    Route of = rest.route();
    List<String> reasons = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    int files = 0;
    int filesInAll = 0;
    for (StagedRows part : parts) {
      Route before = part.plan().route();
      reasons.add(
          "A side of a sky match is written as a table first, by " + before.backend() + ".");
      rows += before.estimatedRows();
      bytes += before.estimatedBytes();
      files += before.files();
      filesInAll += before.filesInAll();
    }
    for (ScanFiles scan : stored()) {
      rows += scan.rows();
      bytes += scan.bytes();
      files += scan.files().size();
      filesInAll += scan.filesInAll();
    }
    reasons.addAll(of.reasons());
    return new Route(of.backend(), reasons, rows, bytes, files, filesInAll);
  }

  @Override
  public String explain() {
    StringBuilder text = new StringBuilder();
    for (StagedRows part : parts) {
      text.append("Written first, for scan_").append(part.stage().scanId()).append(":\n");
      part.plan().explain().lines().forEach(line -> text.append("  ").append(line).append('\n'));
      text.append('\n');
    }
    return text.append(rest.explain()).toString();
  }

  @Override
  public Execution execution() {
    return new StagedExecution(this, place.folder().resolve(UUID.randomUUID().toString()));
  }

  /** The rest, once the tables are written. */
  Execution execution(List<ScanFiles> written) {
    Map<Integer, ScanFiles> byScan = new HashMap<>();
    written.forEach(scan -> byScan.put(scan.scanId(), scan));
    BackendQuery query = rest.query();
    List<ScanFiles> scans =
        query.scans().stream().map(scan -> byScan.getOrDefault(scan.scanId(), scan)).toList();
    return rest.execution(
        BackendQuery.of(query.query(), new MatchTables(scans, listRows), query.columns()));
  }
}
