package org.almagest.plan;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A match of two tables that is read like a table.
 *
 * @param scanId the number of the scan that stands for it in the plan; its columns are those of the
 *     left table that are used, then those of the right one, if any come out
 * @param radiusDeg [deg]
 * @param minRadiusDeg pairs at this distance or closer do not match [deg]; 0 for no such limit
 * @param bound whether pairs at the radius match
 * @param neighbors how many partners a left row has at most, its nearest ones; empty for all
 * @param kept which left rows come out
 */
public record StoredMatch(
    int scanId,
    Side left,
    Side right,
    double radiusDeg,
    double minRadiusDeg,
    Bound bound,
    OptionalInt neighbors,
    Kept kept) {

  /**
   * A table with the columns that are matched.
   *
   * @param lon the index of the longitude in the table, from 0
   * @param lat the index of the latitude in the table, from 0
   * @param motion how the positions move, or null where they are taken as they are
   * @param columns the indexes of all columns that the query uses, in the order of the table; the
   *     positions and those with motions or limits are among them
   * @param limits rows that do not meet them take no part
   */
  public record Side(
      SkyScan scan,
      int lon,
      int lat,
      @Nullable Motion motion,
      List<Integer> columns,
      List<ColumnLimits> limits) {

    /** Copies the lists. */
    public Side {
      columns = List.copyOf(columns);
      limits = List.copyOf(limits);
    }

    /** Whether the positions of both sides, where they move, move to the same epoch. */
    public boolean meets(Side other) {
      return motion == null
          || other.motion == null
          || motion.matchEpoch() == other.motion.matchEpoch();
    }

    private String description(String role) {
      return (motion == null ? "" : ", " + role + " " + motion)
          + (limits.isEmpty() ? "" : ", " + role + " " + limits);
    }

    /** Whether these are the positions by which the table's files are partitioned. */
    public boolean isPartitioned() {
      SkyTable table = scan.getTable().unwrap(SkyTable.class);
      return table != null
          && table
              .skyColumns()
              .filter(sky -> sky.lonIndex() == lon && sky.latIndex() == lat)
              .isPresent();
    }
  }

  /** Tells which matches are relations that can be read like a table. */
  @FunctionalInterface
  public interface Relation {

    /** Whether a match can be. */
    boolean test(StoredMatch match);
  }

  /** Whether pairs exactly at the radius match. */
  public enum Bound {
    /** Pairs exactly at the radius do not match. */
    STRICT,
    /** Pairs exactly at the radius match. */
    INCLUSIVE
  }

  /** Which left rows come out. */
  public enum Kept {
    /** Left rows with a partner. */
    MATCHED,
    /** All left rows, those without a partner with nulls. */
    ALL,
    /** Left rows without a partner: there are no right columns. */
    ALONE
  }

  /** The same match of which other left rows come out. */
  public StoredMatch keeping(Kept others) {
    return new StoredMatch(scanId, left, right, radiusDeg, minRadiusDeg, bound, neighbors, others);
  }

  /** The match in words, for a reader of a plan. */
  public String description() {
    return "hats-match of "
        + String.join(".", left.scan().getTable().getQualifiedName())
        + " and "
        + String.join(".", right.scan().getTable().getQualifiedName())
        + ", radius="
        + radiusDeg
        + (minRadiusDeg > 0 ? ", minRadius=" + minRadiusDeg : "")
        + " "
        + bound
        + (neighbors.isPresent() ? ", mode=nearest, n=" + neighbors.getAsInt() : ", mode=all")
        + ", "
        + kept
        + left.description("left")
        + right.description("right");
  }

  /**
   * The name of a column of the scan.
   *
   * @param index its index in its table; of the right one, counted on from the left one's columns
   */
  public static String column(int index) {
    return "m" + index;
  }
}
