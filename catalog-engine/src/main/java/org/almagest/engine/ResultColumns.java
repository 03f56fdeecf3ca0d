package org.almagest.engine;

import java.util.List;
import java.util.Optional;
import org.almagest.adql.AdqlQuery;
import org.almagest.adql.OutputColumn;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.engine.schema.CalciteTypes;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;

/** The columns of a result with the metadata of the catalog columns that they pass on. */
final class ResultColumns {

  private ResultColumns() {}

  static List<ResultColumn> of(AdqlQuery query, Catalog catalog) {
    Sources sources = hasUnion(query.plan()) ? Sources.SEVERAL : Sources.ONE;
    return query.columns().stream().map(column -> of(column, catalog, sources)).toList();
  }

  /** Whether the values of a column may come from columns of several tables. */
  private enum Sources {
    ONE,
    SEVERAL
  }

  /** The origin of a union's column is the first operand's, and not that of all values. */
  private static boolean hasUnion(RelNode node) {
    return node instanceof Union || node.getInputs().stream().anyMatch(ResultColumns::hasUnion);
  }

  private static ResultColumn of(OutputColumn column, Catalog catalog, Sources sources) {
    ColumnType type = CalciteTypes.toCatalog(column.type());
    Optional<CatalogColumn> origin =
        column
            .origin()
            .flatMap(
                from ->
                    catalog
                        .table(from.schema(), from.table())
                        .flatMap(table -> table.column(from.column())));
    return new ResultColumn(
        column.name(),
        origin
            .map(known -> renamed(known, column.name(), type))
            .orElseGet(() -> computed(column, type)),
        origin.isPresent() && sources == Sources.ONE ? column.catalogColumn() : null);
  }

  private static CatalogColumn computed(OutputColumn column, ColumnType type) {
    return new CatalogColumn(
        column.name(),
        type,
        column.unit(),
        null,
        null,
        null,
        CatalogColumn.Visibility.SECONDARY,
        CatalogColumn.Access.SCANNED,
        column.xtype());
  }

  private static CatalogColumn renamed(CatalogColumn known, String name, ColumnType type) {
    ColumnType kept =
        known.type() == ColumnType.UNSIGNED_BYTE && type == ColumnType.SHORT ? known.type() : type;
    return new CatalogColumn(
        name,
        kept,
        known.unit(),
        known.ucd(),
        known.utype(),
        known.description(),
        known.principal(),
        known.indexed(),
        kept == known.type() ? known.xtype() : null,
        kept == known.type() ? known.declared() : null);
  }
}
