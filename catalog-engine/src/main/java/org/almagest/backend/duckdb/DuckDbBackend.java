package org.almagest.backend.duckdb;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Cost;
import org.almagest.backend.Execution;
import org.almagest.backend.MatchRelation;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredMatches;
import org.almagest.backend.Workload;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.rewrite.CellJoinExpansion;
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
  public Cost cost(Workload work) {
    return new Cost(work.rows());
  }

  @Override
  public Support support(BackendQuery query) {
    List<String> nowhere = ScanFiles.inNoFiles(query.scans());
    if (!nowhere.isEmpty()) {
      return new Support.No(nowhere);
    }
    List<String> elsewhere =
        query.scans().stream()
            .map(ScanFiles::table)
            .filter(table -> !table.files().isLocal())
            .map(
                table ->
                    "the files of "
                        + table.qualifiedName()
                        + " are not on this machine: "
                        + table.files().location())
            .distinct()
            .toList();
    return elsewhere.isEmpty() ? target.support(plan(query)) : new Support.No(elsewhere);
  }

  @Override
  public String explain(BackendQuery query) {
    StoredMatches matches = query.matches();
    Map<Integer, Long> numbers = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (StoredMatch match : matches.replaced().matches()) {
      numbers.put(match.scanId(), (long) match.scanId());
      text.append("-- almagest_match(").append(match.scanId()).append("): ");
      text.append(match.description()).append('\n');
    }
    return text.append(sql(query, numbers)).toString();
  }

  @Override
  public Execution execution(BackendQuery query) {
    try {
      database.allow(
          query.scans().stream()
              .filter(scan -> !scan.files().isEmpty())
              .map(scan -> scan.table().files().root())
              .toList());
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e);
    }
    StoredMatches matches = query.matches();
    Map<Integer, MatchRelation> relations = new HashMap<>();
    for (StoredMatch match : matches.replaced().matches()) {
      relations.put(match.scanId(), matches.relation(match));
    }
    Map<Integer, Long> numbers = new HashMap<>();
    relations.forEach((scan, match) -> numbers.put(scan, database.matches().hold(match)));
    return new DuckDbExecution(
        database,
        sql(query, numbers),
        query.columns(),
        () -> numbers.values().forEach(database.matches()::release));
  }

  private String sql(BackendQuery query, Map<Integer, Long> numbers) {
    return SqlRenderer.render(
        plan(query),
        target,
        scan -> {
          Long match = numbers.get(scan.scanId());
          return match == null
              ? ParquetScan.of(query.scan(scan.scanId()))
              : ParquetScan.ofMatch(match);
        });
  }

  private static RelNode plan(BackendQuery query) {
    return CellJoinExpansion.expand(query.matches().replaced().plan());
  }
}
