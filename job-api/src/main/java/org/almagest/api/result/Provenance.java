package org.almagest.api.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.web.ProgramVersion;
import org.almagest.catalog.CatalogTable;
import org.almagest.engine.QueryPlan;

/**
 * Where a result comes from, as its document tells (TAP 1.1, section 3; DALI 1.1, section 4.4).
 *
 * @param infos names and values, in order
 */
public record Provenance(Map<String, String> infos) {
  private static final List<String> NO_RELEASES = List.of("mydb", "tap_schema", "tap_upload");

  private static final String SOFTWARE = "Almagest/" + ProgramVersion.current().text();

  /** Copies the map, in its order. */
  public Provenance {
    infos = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(infos));
  }

  /** The resource that a query was sent to. */
  public enum Resource {
    /** {@code /sync}. */
    SYNC("sync"),
    /** {@code /async}. */
    ASYNC("async");

    private final String standardId;

    Resource(String name) {
      this.standardId = "ivo://ivoa.net/std/TAP#" + name + "-1.1";
    }
  }

  /** Of a query that is planned. */
  public static Provenance of(String adql, QueryPlan plan, Resource resource) {
    Map<String, String> infos = new LinkedHashMap<>();
    infos.put("QUERY", adql);
    infos.put("standardID", resource.standardId);
    infos.put("server_software", SOFTWARE);
    infos.put("engine", plan.route().backend().name());
    List<String> releases =
        plan.tables().stream()
            .map(CatalogTable::schema)
            .filter(schema -> !NO_RELEASES.contains(schema.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList();
    if (!releases.isEmpty()) {
      infos.put("release", String.join(", ", releases));
    }
    return new Provenance(infos);
  }
}
