package org.almagest.backend;

import java.util.Optional;
import org.almagest.adql.OutputColumn.Origin;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result: its name there, and the metadata it inherits from the catalog column that
 * it passes on, if it does.
 *
 * @param name unique in the result, without regard to case
 * @param column type, unit, UCD, description and xtype; its own name is {@code name}
 * @param catalogColumn the one column of the catalog that all its values are from, or null
 */
public record ResultColumn(String name, CatalogColumn column, @Nullable Origin catalogColumn) {

  /** A column that is not known to be one of the catalog. */
  public ResultColumn(String name, CatalogColumn column) {
    this(name, column, null);
  }

  /** The one column of the catalog that all its values are from. */
  public Optional<Origin> origin() {
    return Optional.ofNullable(catalogColumn);
  }
}
