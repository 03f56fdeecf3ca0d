package org.almagest.ingest.nest;

import java.util.Optional;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.jspecify.annotations.Nullable;

/**
 * What a nesting did.
 *
 * @param table as it is now visible
 * @param nested how many rows of the source table are in it
 * @param orphans how many are not, since their id is null or that of no object
 * @param replacedPlacement where the version lies that this one replaced, or null
 */
public record NestResult(
    CatalogTable table, long nested, long orphans, @Nullable FilePlacement replacedPlacement) {

  /** Where the version lies that this one replaced: queries may still read it. */
  public Optional<FilePlacement> replaced() {
    return Optional.ofNullable(replacedPlacement);
  }
}
