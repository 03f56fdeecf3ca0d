package org.almagest.hats.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.SideColumns;
import org.almagest.sky.Region;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Takes the columns and the comparisons with numbers that Spark pushes down. */
final class HatsScanBuilder implements SupportsPushDownFilters, SupportsPushDownRequiredColumns {

  private final HatsCatalog catalog;
  private final Optional<Region> region;
  private StructType columns;
  private final List<RowFilter> filters = new ArrayList<>();
  private final List<Filter> pushed = new ArrayList<>();

  HatsScanBuilder(HatsCatalog catalog, Optional<Region> region) {
    this.catalog = catalog;
    this.region = region;
    this.columns = NestedTypes.schema(catalog.schema());
  }

  @Override
  public Filter[] pushFilters(Filter[] given) {
    for (Filter filter : given) {
      List<RowFilter> rows = PushedFilters.of(filter);
      if (!rows.isEmpty() && rows.stream().allMatch(this::isStoredAsCompared)) {
        filters.addAll(rows);
        pushed.add(filter);
      }
    }
    return given;
  }

  private boolean isStoredAsCompared(RowFilter filter) {
    return catalog.schema().containsField(filter.column())
        && catalog.schema().getType(filter.column()).isPrimitive()
        && ColumnTypes.perMicrosecond(catalog.schema().getType(filter.column()).asPrimitiveType())
            == 1;
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.toArray(Filter[]::new);
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  @Override
  public Scan build() {
    SideColumns stored =
        region.isPresent() ? SideColumns.of(catalog) : SideColumns.withoutPositions(catalog);
    return new HatsScan(catalog, stored.where(filters), region.orElse(null), columns);
  }
}
