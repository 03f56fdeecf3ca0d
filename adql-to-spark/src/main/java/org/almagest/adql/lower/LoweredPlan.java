package org.almagest.adql.lower;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * A plan of primitives, and what its row type no longer says.
 *
 * @param units of its columns, in VOUnits, where they are certain
 * @param xtypes of its columns that are geometries: DALI's names
 */
public record LoweredPlan(
    RelNode plan, List<Optional<String>> units, List<Optional<String>> xtypes) {

  /** Copies the lists. */
  public LoweredPlan {
    units = List.copyOf(units);
    xtypes = List.copyOf(xtypes);
  }
}
