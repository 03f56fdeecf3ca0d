package org.almagest.api.datalink;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almagest.api.result.provenance.LinkedRows;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.SkyColumns;

/**
 * How the rows of a table belong to those of others, by the keys of one column that the release
 * declares.
 *
 * @param referring tables whose rows name rows of this one, such as those of a light curve
 * @param referred tables of which rows of this one name a row
 */
record Relations(
    CatalogTable table, CatalogColumn id, List<Relation> referring, List<Relation> referred) {

  /** Copies the lists. */
  Relations {
    referring = List.copyOf(referring);
    referred = List.copyOf(referred);
  }

  /**
   * Rows of another table.
   *
   * @param from the column of this table whose value they have
   * @param column the column of theirs
   */
  record Relation(CatalogColumn from, CatalogTable other, CatalogColumn column) {}

  /** Of a table in a catalog; empty if its rows have no main identifier. */
  static Optional<Relations> of(Catalog catalog, CatalogTable table) {
    return LinkedRows.idColumn(table)
        .map(
            id ->
                new Relations(table, id, referring(catalog, table, id), referred(catalog, table)));
  }

  private static List<Relation> referring(Catalog catalog, CatalogTable table, CatalogColumn id) {
    List<Relation> found = new ArrayList<>();
    for (CatalogSchema schema : catalog.schemas()) {
      if (!schema.name().equals(table.schema())) {
        continue;
      }
      for (CatalogTable other : schema.tables()) {
        for (ForeignKey key : other.notes().keys()) {
          if (key.columns().size() == 1
              && key.targetTable().equalsIgnoreCase(table.name())
              && key.targetColumns().get(0).equalsIgnoreCase(id.name())) {
            other
                .column(key.columns().get(0))
                .ifPresent(column -> found.add(new Relation(id, other, column)));
          }
        }
      }
    }
    return found;
  }

  private static List<Relation> referred(Catalog catalog, CatalogTable table) {
    List<Relation> found = new ArrayList<>();
    for (ForeignKey key : table.notes().keys()) {
      Optional<CatalogTable> other = catalog.table(table.schema(), key.targetTable());
      if (key.columns().size() != 1 || other.isEmpty()) {
        continue;
      }
      Optional<CatalogColumn> from = table.column(key.columns().get(0));
      Optional<CatalogColumn> column = other.get().column(key.targetColumns().get(0));
      if (from.isPresent() && column.isPresent()) {
        found.add(new Relation(from.get(), other.get(), column.get()));
      }
    }
    return found;
  }

  /** The columns of a row that its links are made of, the identifier first. */
  List<String> wanted() {
    Set<String> names = new LinkedHashSet<>();
    names.add(id.name());
    table.sky().map(SkyColumns::ra).ifPresent(names::add);
    table.sky().map(SkyColumns::dec).ifPresent(names::add);
    referred.forEach(relation -> names.add(relation.from().name()));
    return List.copyOf(names);
  }
}
