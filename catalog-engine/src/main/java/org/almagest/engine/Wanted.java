package org.almagest.engine;

import java.util.List;
import java.util.Optional;
import org.almagest.sky.healpix.HealpixRange;

/**
 * What the conditions of a query say of the rows that a scan has to give.
 *
 * @param ranges where they are, as ranges of order 29; empty for anywhere
 * @param values columns that have one of some values
 */
record Wanted(Optional<List<HealpixRange>> ranges, List<Values> values) {

  /** All rows. */
  static final Wanted ANYTHING = new Wanted(Optional.empty(), List.of());

  /** Copies the list. */
  Wanted {
    values = List.copyOf(values);
  }

  /**
   * A column that has one of some values.
   *
   * @param values whole numbers as Long, or texts
   */
  record Values(String column, List<Object> values) {

    /** Copies the list. */
    Values {
      values = List.copyOf(values);
    }
  }
}
