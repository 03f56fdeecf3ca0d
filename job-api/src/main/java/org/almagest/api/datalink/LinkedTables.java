package org.almagest.api.datalink;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;

/** The tables that a caller may see and whose rows have links. */
final class LinkedTables {
  private final Catalog catalog;
  private final Map<CatalogTable, Optional<Relations>> known = new HashMap<>();

  LinkedTables(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A table of the catalog by its name with its schema, plain or as a query writes it. */
  Optional<CatalogTable> table(String name) {
    return catalog.schemas().stream()
        .flatMap(schema -> schema.tables().stream())
        .filter(table -> table.isCalled(name))
        .findFirst();
  }

  /**
   * The row that an identifier names.
   *
   * @param table the table of the request; without one the identifier tells it
   * @return empty if there can be none
   */
  Optional<WantedRow> row(String id, Optional<String> table) {
    Optional<RowId> parsed = RowId.parse(id);
    if (parsed.isPresent()) {
      RowId row = parsed.get();
      return catalog.table(row.release(), row.table()).flatMap(found -> row(found, row.value()));
    }
    return table.flatMap(this::table).flatMap(found -> row(found, id));
  }

  private Optional<WantedRow> row(CatalogTable table, String value) {
    return known
        .computeIfAbsent(table, unknown -> Relations.of(catalog, unknown))
        .flatMap(
            relations ->
                RowQuery.literal(relations.id(), value)
                    .map(
                        literal ->
                            new WantedRow(
                                relations,
                                literal,
                                relations.id().type() == ColumnType.STRING ? value : literal)));
  }

  /** Whether a text has the form of an identifier. */
  boolean isIdentifier(String id, Optional<String> table) {
    return table.isPresent() || RowId.parse(id).isPresent();
  }
}
