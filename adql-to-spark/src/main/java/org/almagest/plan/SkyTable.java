package org.almagest.plan;

import java.util.Optional;

/**
 * What the planner may ask of a catalog table: a Calcite {@code Table} of ours answers {@code
 * unwrap(SkyTable.class)} with it.
 */
public interface SkyTable {

  /** The columns that hold the position by which the table's files are partitioned. */
  Optional<SkyColumns> skyColumns();

  /**
   * The unit of a column, in VOUnits.
   *
   * @param column its index in the row type, from 0
   */
  default Optional<String> unit(int column) {
    return Optional.empty();
  }

  /**
   * Two columns of one table, in degrees, ICRS.
   *
   * @param lonIndex the index of the right ascension in the row type, from 0
   * @param latIndex the index of the declination in the row type, from 0
   */
  record SkyColumns(int lonIndex, int latIndex) {}
}
