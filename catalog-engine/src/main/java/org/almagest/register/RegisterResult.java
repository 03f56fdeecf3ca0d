package org.almagest.register;

import java.util.List;
import org.almagest.catalog.CatalogTable;

/**
 * What a registration did.
 *
 * @param table as it is now visible
 * @param partitions how many partitions it has
 * @param notes what else the operator should know: columns left out, margins and indexes found
 */
public record RegisterResult(CatalogTable table, int partitions, List<String> notes) {

  /** Copies the list. */
  public RegisterResult {
    notes = List.copyOf(notes);
  }
}
