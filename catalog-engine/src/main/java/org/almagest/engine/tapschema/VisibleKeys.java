package org.almagest.engine.tapschema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ForeignKey;

/**
 * The foreign keys that are shown: those whose columns and targets are there for the one who asks,
 * with values of one type.
 */
public final class VisibleKeys {

  private VisibleKeys() {}

  /** The keys of a table, with all names as the tables have them. */
  public static List<ForeignKey> of(CatalogSchema schema, CatalogTable table) {
    List<ForeignKey> keys = new ArrayList<>();
    for (ForeignKey key : table.notes().keys()) {
      schema.tables().stream()
          .filter(candidate -> candidate.name().equalsIgnoreCase(key.targetTable()))
          .findFirst()
          .flatMap(target -> named(key, table, target))
          .ifPresent(keys::add);
    }
    return keys;
  }

  private static Optional<ForeignKey> named(
      ForeignKey key, CatalogTable table, CatalogTable target) {
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Optional<CatalogColumn> column = table.column(key.columns().get(i));
      Optional<CatalogColumn> wanted = target.column(key.targetColumns().get(i));
      if (column.isEmpty() || wanted.isEmpty() || column.get().type() != wanted.get().type()) {
        return Optional.empty();
      }
      from.add(column.get().name());
      to.add(wanted.get().name());
    }
    return Optional.of(
        new ForeignKey(key.name(), from, target.name(), to, key.description(), key.utype()));
  }
}
