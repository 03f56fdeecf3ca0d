package org.almagest.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.Cost;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.TouchedRows;
import org.almagest.backend.Workload;
import org.almagest.sql.Support;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the back end of a query: those that refuse it are out; a wish of the job decides; else
 * what each says that it costs, from the rows that are left to read after pruning.
 */
final class Router {

  private final List<Backend> backends;
  private final RouterSettings settings;

  Router(List<Backend> backends, RouterSettings settings) {
    this.backends = List.copyOf(backends);
    this.settings = settings;
  }

  /**
   * The back end and the reasons for it.
   *
   * @param written scans of tables that the query writes for itself
   * @throws EngineException if no back end can run the query, or the one that was asked for cannot
   */
  Route route(BackendQuery query, Set<Integer> written, RoutePreference preference) {
    Map<BackendId, String> refusals = refusals(query);
    List<String> reasons = new ArrayList<>();
    refusals.forEach((id, why) -> reasons.add(id + " cannot run it: " + why));
    BackendId wanted = preference.backend().orElse(null);
    if (wanted != null) {
      String refusal = refusals.get(wanted);
      if (refusal != null || backend(wanted) == null) {
        throw new EngineException(
            EngineException.Code.NO_BACKEND,
            "The back end "
                + wanted
                + ", which the job asks for, cannot run this query: "
                + (refusal == null ? "it is not set up here" : refusal));
      }
      reasons.add("The job asks for " + wanted + ".");
      return of(wanted, reasons, query);
    }
    List<Backend> able =
        backends.stream().filter(backend -> !refusals.containsKey(backend.id())).toList();
    if (able.isEmpty()) {
      throw new EngineException(
          EngineException.Code.NO_BACKEND,
          "No back end can run this query. " + String.join(" ", reasons));
    }
    return of(
        able.size() == 1 ? able.get(0).id() : cheapest(query, written, able, reasons),
        reasons,
        query);
  }

  /** Where the lines are drawn. */
  RouterSettings settings() {
    return settings;
  }

  /** The back end of that name, or null where it is not set up. */
  @Nullable Backend backend(BackendId id) {
    return backends.stream().filter(backend -> backend.id() == id).findFirst().orElse(null);
  }

  /** The one of least cost; among equals the first. */
  private BackendId cheapest(
      BackendQuery query, Set<Integer> written, List<Backend> able, List<String> reasons) {
    Workload work = work(query, written, reasons);
    Map<BackendId, Cost> costs = new LinkedHashMap<>();
    able.forEach(backend -> costs.put(backend.id(), backend.cost(work)));
    BackendId best = Collections.min(costs.entrySet(), Map.Entry.comparingByValue()).getKey();
    reasons.add(
        costs.entrySet().stream()
            .map(
                cost -> String.format(Locale.ROOT, "%s %,d", cost.getKey(), cost.getValue().rows()))
            .collect(
                Collectors.joining(", ", "Costs, in rows: ", "; the least is " + best + "'s.")));
    return best;
  }

  private Workload work(BackendQuery query, Set<Integer> written, List<String> reasons) {
    // A match with a list, or with rows in the order of the sky, reads the catalog once, as a scan
    // does.
    boolean match = !query.matches().areAllOfLists(written);
    long line = match ? settings.matchRows() : settings.scanRows();
    long rows = rows(query);
    if (!match && rows > line) {
      rows = TouchedRows.of(query);
    }
    reasons.add(
        String.format(
            Locale.ROOT,
            "%,d rows are left to read after pruning; for %s the line between small and large is"
                + " %,d rows.",
            rows,
            match ? "sky matches" : "queries, and matches with a short list,",
            line));
    return new Workload(rows, line);
  }

  private Map<BackendId, String> refusals(BackendQuery query) {
    Map<BackendId, String> refusals = new LinkedHashMap<>();
    for (Backend backend : backends) {
      if (backend.support(query) instanceof Support.No no) {
        refusals.put(backend.id(), String.join("; ", no.reasons()));
      }
    }
    return refusals;
  }

  private static long rows(BackendQuery query) {
    return query.scans().stream().mapToLong(ScanFiles::rows).sum();
  }

  private static Route of(BackendId id, List<String> reasons, BackendQuery query) {
    return new Route(
        id,
        reasons,
        rows(query),
        query.scans().stream().mapToLong(ScanFiles::bytes).sum(),
        query.scans().stream().mapToInt(scan -> scan.files().size()).sum(),
        query.scans().stream().mapToInt(ScanFiles::filesInAll).sum());
  }
}
