package org.almagest.api.result.provenance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.almagest.adql.OutputColumn.Origin;
import org.almagest.api.result.provenance.ServiceDescriptor.OfColumn;
import org.almagest.api.result.provenance.ServiceDescriptor.Quantity;
import org.almagest.api.result.provenance.ServiceDescriptor.Text;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.SkyColumns;
import org.almagest.engine.QueryPlan;

/**
 * The services that know more of the rows of a result: the links of a row where the result has its
 * identifier, what is around it where the result has its position.
 */
final class ServiceDescriptors {
  /** DALI 1.1, section 3.1: what a cone search answers with. */
  private static final String VOTABLE = "application/x-votable+xml";

  static final String LINKS = "links";
  private static final String CONE = "cone";
  private static final String LINKS_STANDARD = "ivo://ivoa.net/std/DataLink#links-1.1";
  private static final String LINKS_TYPE = "application/x-votable+xml;content=datalink";
  private static final double ARCMIN_DEG = 1.0 / 60;

  private ServiceDescriptors() {}

  /** One of each for each table that has its column in the result, for the first such column. */
  static List<ServiceDescriptor> of(QueryPlan plan, String baseUrl) {
    List<ResultColumn> columns = plan.columns();
    if (columns.stream().allMatch(column -> column.origin().isEmpty())) {
      return List.of();
    }
    List<ServiceDescriptor> services = new ArrayList<>();
    Set<CatalogTable> tables = new LinkedHashSet<>(plan.tables());
    for (CatalogTable table : tables) {
      LinkedRows.idColumn(table)
          .map(CatalogColumn::name)
          .map(id -> index(columns, table, id))
          .filter(OptionalInt::isPresent)
          .ifPresent(index -> services.add(links(table, index.getAsInt(), baseUrl)));
      table
          .sky()
          .filter(sky -> Provenance.isOfRelease(table))
          .flatMap(sky -> cone(columns, table, sky, baseUrl))
          .ifPresent(services::add);
    }
    return services;
  }

  private static ServiceDescriptor links(CatalogTable table, int column, String baseUrl) {
    return new ServiceDescriptor(
        LINKS,
        "What belongs to a row of " + table.qualifiedName(),
        baseUrl + "/api/datalink/links",
        LINKS_STANDARD,
        LINKS_TYPE,
        List.of(new OfColumn("ID", column), new Text("TABLE", table.writtenName())));
  }

  private static Optional<ServiceDescriptor> cone(
      List<ResultColumn> columns, CatalogTable table, SkyColumns sky, String baseUrl) {
    OptionalInt ra = index(columns, table, sky.ra());
    OptionalInt dec = index(columns, table, sky.dec());
    if (ra.isEmpty() || dec.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceDescriptor(
            CONE,
            "The rows of " + table.qualifiedName() + " around a position",
            baseUrl + "/api/datalink/cone",
            null,
            VOTABLE,
            List.of(
                new OfColumn("RA", ra.getAsInt()),
                new OfColumn("DEC", dec.getAsInt()),
                new Quantity("SR", ARCMIN_DEG, "deg", "phys.angSize"),
                new Text("TABLE", table.writtenName()))));
  }

  private static OptionalInt index(List<ResultColumn> columns, CatalogTable table, String name) {
    return IntStream.range(0, columns.size())
        .filter(index -> isFrom(columns.get(index), table, name))
        .findFirst();
  }

  private static boolean isFrom(ResultColumn column, CatalogTable table, String name) {
    Origin origin = column.catalogColumn();
    return origin != null
        && origin.schema().equalsIgnoreCase(table.schema())
        && origin.table().equalsIgnoreCase(table.name())
        && origin.column().equalsIgnoreCase(name);
  }
}
