package org.almagest.adql;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a query's result.
 *
 * @param name unique in the result, without regard to case
 * @param catalogColumn the catalog column that it passes on unchanged, or null
 * @param unit of a column that is computed, in VOUnits, where it is certain, else null
 * @param xtype DALI's name of what its text is, such as {@code point}, or null
 */
public record OutputColumn(
    String name,
    RelDataType type,
    @Nullable Origin catalogColumn,
    @Nullable String unit,
    @Nullable String xtype) {

  /** The catalog column that it passes on unchanged. */
  public Optional<Origin> origin() {
    return Optional.ofNullable(catalogColumn);
  }

  /**
   * A column of the catalog.
   *
   * @param schema a release, or a user database
   */
  public record Origin(String schema, String table, String column) {}
}
