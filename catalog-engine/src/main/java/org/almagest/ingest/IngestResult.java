package org.almagest.ingest;

import java.util.List;
import java.util.Optional;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest did.
 *
 * @param table as it is now visible
 * @param rowsWritten rows of the table
 * @param rowsSkipped bad rows that were left out
 * @param badRows the first of them: {@code file:line: reason}
 * @param notes what else the user should know: columns left out, columns added
 * @param replacedPlacement where the version lies that this one replaced, or null
 */
public record IngestResult(
    CatalogTable table,
    long rowsWritten,
    long rowsSkipped,
    List<String> badRows,
    List<String> notes,
    @Nullable FilePlacement replacedPlacement) {

  /** Copies the lists. */
  public IngestResult {
    badRows = List.copyOf(badRows);
    notes = List.copyOf(notes);
  }

  /** Where the version lies that this one replaced: queries may still read it. */
  public Optional<FilePlacement> replaced() {
    return Optional.ofNullable(replacedPlacement);
  }
}
