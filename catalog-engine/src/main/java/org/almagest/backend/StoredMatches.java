package org.almagest.backend;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.almagest.catalog.Placement.Layout;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.Location;
import org.almagest.hats.match.PositionList;
import org.almagest.hats.match.SideColumns;
import org.almagest.plan.MatchScans;
import org.almagest.plan.Motion;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;
import org.almagest.plan.StoredMatch.Side;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a query that our own kernel runs: those of catalogs, and of one with a short list.
 */
public final class StoredMatches {

  private static final long MOST_LIST_ROWS = 1_000_000;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final BackendQuery query;
  private final MatchScans.Replaced replaced;

  /** Finds the matches of a query. */
  public StoredMatches(BackendQuery query) {
    this.query = query;
    int scans = query.scans().stream().mapToInt(ScanFiles::scanId).max().orElse(-1) + 1;
    this.replaced = MatchScans.replace(query.query().plan(), scans, this::canRead);
  }

  /** The plan with scans in place of them. */
  public MatchScans.Replaced replaced() {
    return replaced;
  }

  private boolean canRead(StoredMatch match) {
    return isTable(match.left())
        && isTable(match.right())
        && ((isCatalog(match.left()) && (isCatalog(match.right()) || isList(match.right())))
            || (isList(match.left()) && isCatalog(match.right())));
  }

  /** The scan of a match that was found before is none of the query's own. */
  private boolean isTable(Side side) {
    return query.scans().stream().anyMatch(scan -> scan.scanId() == side.scan().scanId());
  }

  /**
   * Whether the sides of a match change places, so that a list is on the left, where less of the
   * catalog is read: all pairs are the same both ways.
   */
  public boolean isSwapped(StoredMatch match) {
    return isList(match.right()) && match.kept() == Kept.MATCHED && match.neighbors().isEmpty();
  }

  /** Whether every match of the query is one of these, and has a list on one side. */
  public boolean areAllOfLists() {
    return replaced.matches().stream()
            .allMatch(match -> isList(match.left()) || isList(match.right()))
        && !hasMatch(replaced.plan());
  }

  /** Whether a plan has a match that is no scan. */
  private static boolean hasMatch(RelNode node) {
    return node instanceof SkyMatch
        || node instanceof NearestMatch
        || node.getInputs().stream().anyMatch(StoredMatches::hasMatch);
  }

  private boolean isCatalog(Side side) {
    ScanFiles files = query.scan(side.scan().scanId());
    return files.table().placement().layout() == Layout.HATS
        && side.isPartitioned()
        && isPlain(files, side.columns());
  }

  /** Whether the table is so small that every part of the match may read all of it. */
  public boolean isList(Side side) {
    ScanFiles files = query.scan(side.scan().scanId());
    return files.table().placement().layout() == Layout.PARQUET
        && files.table().rows() <= MOST_LIST_ROWS
        && !files.files().isEmpty()
        && isPlain(files, side.columns());
  }

  /** Whether the files hold some columns as they are, under names that an option can list. */
  private static boolean isPlain(ScanFiles files, List<Integer> columns) {
    return columns.stream()
        .allMatch(
            i ->
                PLAIN_NAME.matcher(files.table().columns().get(i).name()).matches()
                    && (files.columns().isEmpty() || files.columns().get(i).isDecoded())
                    && PLAIN_NAME.matcher(stored(files, i)).matches());
  }

  /**
   * The positions of a list.
   *
   * @param sky the catalog that it is matched with
   */
  static PositionList positions(Side list, ScanFiles files, HatsCatalog sky) throws IOException {
    return PositionList.read(
        Location.of(files.table().placement().location()),
        stored(files, list.lon()),
        stored(files, list.lat()),
        sky);
  }

  /** How the positions of a side move, by the columns of its files; null where they do not. */
  public static SideColumns.@Nullable Motion motion(Side side, ScanFiles files) {
    Motion motion = side.motion();
    return motion == null
        ? null
        : new SideColumns.Motion(
            stored(files, motion.pmRa()),
            stored(files, motion.pmDec()),
            stored(files, motion.parallax()),
            stored(files, motion.radialVelocity()),
            motion.epoch(),
            motion.matchEpoch());
  }

  private static @Nullable String stored(ScanFiles files, OptionalInt column) {
    return column.isPresent() ? stored(files, column.getAsInt()) : null;
  }

  /** The name that a column of the table, counted from 0, has in the files of a scan. */
  public static String stored(ScanFiles scan, int column) {
    return scan.columns().isEmpty()
        ? scan.table().columns().get(column).name()
        : scan.columns().get(column).path().get(0);
  }
}
