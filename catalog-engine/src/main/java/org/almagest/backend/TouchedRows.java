package org.almagest.backend;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.hats.HatsFile;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.PartFile;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;

/**
 * How many rows a query reads when of a catalog that is matched with a list only the files near its
 * positions count.
 */
public final class TouchedRows {

  private TouchedRows() {}

  /** The rows of all scans of a query; its matches are planned. */
  public static long of(BackendQuery query) {
    StoredMatches matches = query.matches();
    Map<Integer, Long> touched = new HashMap<>();
    for (StoredMatch match : matches.replaced().matches()) {
      boolean onLeft = matches.isList(match.left());
      ScanFiles catalog = matches.scan(onLeft ? match.right() : match.left());
      // Rows of the catalog that come out without a partner are anywhere.
      boolean near = onLeft || (matches.isList(match.right()) && match.kept() == Kept.MATCHED);
      touched.merge(
          catalog.scanId(), near ? rows(catalog, match, matches) : catalog.rows(), Math::max);
    }
    return query.scans().stream()
        .mapToLong(scan -> touched.getOrDefault(scan.scanId(), scan.rows()))
        .sum();
  }

  private static long rows(ScanFiles catalog, StoredMatch match, StoredMatches matches) {
    boolean onLeft = !matches.isList(match.left()) && !matches.isSwapped(match);
    try {
      long rows =
          matches.relation(match).parts().stream()
              .map(onLeft ? MatchPart::left : MatchPart::right)
              .flatMap(List::stream)
              .map(PartFile::file)
              .distinct()
              .mapToLong(HatsFile::rows)
              .sum();
      return Math.min(catalog.rows(), rows);
    } catch (UncheckedIOException e) {
      // Running the query tells what is wrong with the list, if it is there yet.
      return catalog.rows();
    }
  }
}
