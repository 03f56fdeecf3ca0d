package org.almagest.backend;

import java.util.List;
import java.util.regex.Pattern;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Side;

/**
 * The tables of a query, as sides of matches that our own kernel runs: catalogs, and lists.
 *
 * @param scans what is left to read, one entry for each scan of the plan
 * @param listRows up to so many rows of a table are a list, all of which any part of a match may
 *     read
 */
public record MatchTables(List<ScanFiles> scans, long listRows) {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Copies the list. */
  public MatchTables {
    scans = List.copyOf(scans);
  }

  /** Whether a match can be read as one relation. */
  public boolean canRead(StoredMatch match) {
    return isTable(match.left())
        && isTable(match.right())
        && ((isCatalog(match.left()) && (isCatalog(match.right()) || isList(match.right())))
            || (isList(match.left()) && isCatalog(match.right())));
  }

  /** The scan of a match that was found before is none of the query's own. */
  private boolean isTable(Side side) {
    return scans.stream().anyMatch(scan -> scan.scanId() == side.scan().scanId());
  }

  private boolean isCatalog(Side side) {
    ScanFiles files = ScanFiles.of(scans, side.scan().scanId());
    return isLaidOut(files.table(), Layout.HATS)
        && side.isPartitioned()
        && isPlain(files, side.columns());
  }

  /** Whether the table is so small that every part of the match may read all of it. */
  boolean isList(Side side) {
    ScanFiles files = ScanFiles.of(scans, side.scan().scanId());
    return isLaidOut(files.table(), Layout.PARQUET)
        && files.table().rows() <= listRows
        && !files.files().isEmpty()
        && isPlain(files, side.columns());
  }

  private static boolean isLaidOut(CatalogTable table, Layout layout) {
    return table.inFiles().map(files -> files.layout() == layout).orElse(false);
  }

  /** Whether the files hold some columns as they are, under names that an option can list. */
  private static boolean isPlain(ScanFiles files, List<Integer> columns) {
    return columns.stream()
        .allMatch(
            i ->
                PLAIN_NAME.matcher(files.table().columns().get(i).name()).matches()
                    && (files.columns().isEmpty() || files.columns().get(i).isDecoded())
                    && PLAIN_NAME.matcher(StoredMatches.stored(files, i)).matches());
  }
}
