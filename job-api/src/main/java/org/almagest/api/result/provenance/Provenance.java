package org.almagest.api.result.provenance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almagest.api.web.ProgramVersion;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.Citation;
import org.almagest.engine.QueryPlan;
import org.jspecify.annotations.Nullable;

/**
 * Where a result comes from and where it leads, as its document tells (TAP 1.1, section 3; DALI
 * 1.1, section 4.4). Names of the releases' citations are those of the IVOA note Data Origin in the
 * VO.
 *
 * @param infos names and values, in order
 * @param services what can be asked about its rows; only a VOTable has a place for them
 */
public record Provenance(Map<String, String> infos, List<ServiceDescriptor> services) {
  private static final String SOFTWARE = "Almagest/" + ProgramVersion.current().text();

  /** Copies the collections, in their order. */
  public Provenance {
    infos = Collections.unmodifiableMap(new LinkedHashMap<>(infos));
    services = List.copyOf(services);
  }

  /** Of a result that leads nowhere. */
  public Provenance(Map<String, String> infos) {
    this(infos, List.of());
  }

  /** The resource that a query was sent to. */
  public enum Resource {
    /** {@code /sync}. */
    SYNC("sync"),
    /** {@code /async}. */
    ASYNC("async");

    private final String path;

    Resource(String path) {
      this.path = path;
    }

    private String standardId() {
      return "ivo://ivoa.net/std/TAP#" + path + "-1.1";
    }
  }

  /**
   * Of a query that is planned.
   *
   * @param baseUrl by which the caller reached the service, without a slash at its end; null for a
   *     result without addresses
   */
  public static Provenance of(
      String adql, QueryPlan plan, Resource resource, @Nullable String baseUrl) {
    Map<String, String> infos = new LinkedHashMap<>();
    infos.put("QUERY", adql);
    infos.put("standardID", resource.standardId());
    infos.put("server_software", SOFTWARE);
    if (baseUrl != null) {
      infos.put("request", baseUrl + "/tap/" + resource.path);
    }
    infos.put("request_date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    infos.put("engine", plan.route().backend().name());
    List<String> releases =
        plan.tables().stream()
            .filter(Provenance::isOfRelease)
            .map(CatalogTable::schema)
            .distinct()
            .toList();
    if (!releases.isEmpty()) {
      infos.put("release", String.join(", ", releases));
      cite(plan, releases, infos);
    }
    return new Provenance(
        infos, baseUrl == null ? List.of() : ServiceDescriptors.of(plan, baseUrl));
  }

  /** Whether others see the table too, and more than one query. */
  static boolean isOfRelease(CatalogTable table) {
    return switch (table.schema().toLowerCase(Locale.ROOT)) {
      case "mydb", "tap_schema", "tap_upload" -> false;
      default -> true;
    };
  }

  private static void cite(QueryPlan plan, List<String> releases, Map<String, String> infos) {
    List<Citation> citations =
        plan.catalog().schemas().stream()
            .filter(schema -> releases.contains(schema.name()))
            .map(CatalogSchema::citation)
            .toList();
    put("citation", citations, Citation::doi, infos);
    put("article", citations, Citation::article, infos);
    put("creator", citations, Citation::creator, infos);
    put("reference_url", citations, Citation::url, infos);
    put("acknowledgement", citations, Citation::acknowledgement, infos);
  }

  private static void put(
      String name,
      List<Citation> citations,
      Function<Citation, @Nullable String> part,
      Map<String, String> infos) {
    String all =
        citations.stream()
            .map(part)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining("; "));
    if (!all.isEmpty()) {
      infos.put(name, all);
    }
  }
}
