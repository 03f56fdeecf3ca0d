package org.almagest.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.TouchedRows;
import org.almagest.sql.Support;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the back end of a query: those that refuse it are out; a wish of the job decides; else
 * the rows that are left to read after pruning do.
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
    BackendId wanted = wanted(preference);
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
    List<BackendId> able =
        backends.stream().map(Backend::id).filter(id -> !refusals.containsKey(id)).toList();
    if (able.isEmpty()) {
      throw new EngineException(
          EngineException.Code.NO_BACKEND,
          "No back end can run this query. " + String.join(" ", reasons));
    }
    return of(
        able.size() == 1 ? able.get(0) : bySize(query, written, able, reasons), reasons, query);
  }

  /** Where the lines are drawn. */
  RouterSettings settings() {
    return settings;
  }

  /** The back end of that name, or null where it is not set up. */
  @Nullable Backend backend(BackendId id) {
    return backends.stream().filter(backend -> backend.id() == id).findFirst().orElse(null);
  }

  private BackendId bySize(
      BackendQuery query, Set<Integer> written, List<BackendId> able, List<String> reasons) {
    // A match with a list, or with rows in the order of the sky, reads the catalog once, as a scan
    // does.
    boolean match = !query.matches().areAllOfLists(written);
    long line = match ? settings.matchRows() : settings.scanRows();
    long rows = rows(query);
    if (!match && rows > line) {
      rows = TouchedRows.of(query);
    }
    boolean small = rows <= line;
    reasons.add(
        String.format(
            Locale.ROOT,
            "%,d rows are left to read after pruning; %s of up to %,d rows run on %s, larger ones"
                + " on %s.",
            rows,
            match ? "sky matches" : "queries, and matches with a short list,",
            line,
            BackendId.DUCKDB,
            BackendId.SPARK));
    BackendId choice = small ? BackendId.DUCKDB : BackendId.SPARK;
    return able.contains(choice) ? choice : able.get(0);
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

  private static @Nullable BackendId wanted(RoutePreference preference) {
    return switch (preference) {
      case AUTO -> null;
      case DUCKDB -> BackendId.DUCKDB;
      case SPARK -> BackendId.SPARK;
    };
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
