package org.almagest.ingest;

import java.util.Comparator;
import java.util.List;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.BadRow;
import org.almagest.ingest.file.BadRows;

/**
 * How many rows are good and bad, and what is wrong with the first bad ones.
 *
 * @param lines {@code file:line: reason}
 */
record RowReport(long good, long bad, List<String> lines) {

  static RowReport of(List<StagedPart> parts, int reports) {
    List<String> lines =
        parts.stream()
            .flatMap(part -> part.badRows().stream())
            .sorted(Comparator.comparing(BadRow::path).thenComparing(BadRow::position))
            .limit(reports)
            .map(BadRow::toString)
            .toList();
    return new RowReport(
        parts.stream().mapToLong(StagedPart::good).sum(),
        parts.stream().mapToLong(StagedPart::bad).sum(),
        lines);
  }

  void check(IngestRequest request) {
    if (bad > 0 && request.fileOptions().badRows() == BadRows.FAIL) {
      throw new IngestException(
          IngestException.Code.BAD_ROWS,
          "Nothing was ingested, because of rows that cannot be read (at least "
              + bad
              + "; the first are below). Correct them, or leave bad rows out with --bad-rows skip.\n"
              + String.join("\n", lines));
    }
    if (good == 0) {
      throw new IngestException(
          IngestException.Code.BAD_ROWS,
          "The files hold no row that can be read"
              + (lines.isEmpty() ? "" : "; the first bad ones are:\n" + String.join("\n", lines)));
    }
  }
}
