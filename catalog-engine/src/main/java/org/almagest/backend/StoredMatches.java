package org.almagest.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.Location;
import org.almagest.hats.match.PositionList;
import org.almagest.hats.match.SideColumns;
import org.almagest.plan.Motion;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.plan.rewrite.MatchScans;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a query that our own kernel runs: those of catalogs, and of one with a short list.
 */
public final class StoredMatches {

  private final MatchTables tables;
  private final MatchScans.Replaced replaced;
  private final Map<Integer, MatchRelation> relations = new ConcurrentHashMap<>();

  /** Finds the matches of a plan. */
  public StoredMatches(RelNode plan, MatchTables tables) {
    this.tables = tables;
    this.replaced = MatchScans.replace(plan, ScanFiles.nextId(tables.scans()), tables::canRead);
  }

  /** The files of a side. */
  ScanFiles scan(Side side) {
    return ScanFiles.of(tables.scans(), side.scan().scanId());
  }

  /**
   * The parts of a match, planned once; the positions of a list are read.
   *
   * @throws UncheckedIOException if they cannot be
   */
  public MatchRelation relation(StoredMatch match) {
    return relations.computeIfAbsent(match.scanId(), scan -> MatchRelation.of(match, this));
  }

  /** The plan with scans in place of them. */
  public MatchScans.Replaced replaced() {
    return replaced;
  }

  /**
   * Whether the sides of a match change places, so that a list is on the left, where less of the
   * catalog is read: all pairs are the same both ways.
   */
  public boolean isSwapped(StoredMatch match) {
    return isList(match.right()) && match.kept() == Kept.MATCHED && match.neighbors().isEmpty();
  }

  /**
   * Whether every match of the query is one of these, and has a list on one side.
   *
   * @param written scans of tables that the query writes for itself, which count as lists
   */
  public boolean areAllOfLists(Set<Integer> written) {
    return replaced.matches().stream()
            .allMatch(match -> isOneOf(match.left(), written) || isOneOf(match.right(), written))
        && !hasMatch(replaced.plan());
  }

  private boolean isOneOf(Side side, Set<Integer> written) {
    return isList(side) || written.contains(side.scan().scanId());
  }

  /** Whether a plan has a match that is no scan. */
  private static boolean hasMatch(RelNode node) {
    return node instanceof SkyMatch
        || node instanceof NearestMatch
        || node.getInputs().stream().anyMatch(StoredMatches::hasMatch);
  }

  /** Whether the table is so small that every part of the match may read all of it. */
  public boolean isList(Side side) {
    return tables.isList(side);
  }

  /**
   * The positions of a list.
   *
   * @param sky the catalog that it is matched with
   */
  static PositionList positions(Side list, ScanFiles files, HatsCatalog sky) throws IOException {
    return PositionList.read(
        Location.of(files.table().files().location()),
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
