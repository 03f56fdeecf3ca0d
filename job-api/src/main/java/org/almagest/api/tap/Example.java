package org.almagest.api.tap;

import java.util.List;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.QueryExample;

/**
 * An example with the tables that it is about.
 *
 * @param tables may be empty where they are not known
 */
record Example(QueryExample query, List<CatalogTable> tables) {

  /** Copies the tables. */
  Example {
    tables = List.copyOf(tables);
  }
}
