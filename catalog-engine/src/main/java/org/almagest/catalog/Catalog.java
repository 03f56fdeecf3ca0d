package org.almagest.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What one user may query at one moment. Names are compared without regard to case.
 *
 * @param schemas in the order they are shown
 */
public record Catalog(List<CatalogSchema> schemas) {

  /** Copies the schemas. */
  public Catalog {
    schemas = List.copyOf(schemas);
  }

  /** The table of that name. */
  public Optional<CatalogTable> table(String schema, String table) {
    return schemas.stream()
        .filter(candidate -> candidate.name().equalsIgnoreCase(schema))
        .flatMap(candidate -> candidate.tables().stream())
        .filter(candidate -> candidate.name().equalsIgnoreCase(table))
        .findFirst();
  }
}
