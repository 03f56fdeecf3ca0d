package org.almagest.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables under one name: a data release, a user's MyDB, TAP_SCHEMA.
 *
 * @param name the name before the dot in ADQL
 * @param description what it is, or null
 */
public record CatalogSchema(String name, @Nullable String description, List<CatalogTable> tables) {

  /** Copies the tables. */
  public CatalogSchema {
    tables = List.copyOf(tables);
  }
}
