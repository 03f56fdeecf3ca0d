package org.almagest.plan;

import java.util.OptionalInt;

/**
 * A match of two tables that is read like a table.
 *
 * @param scanId the number of the scan that stands for it in the plan; its columns are those of the
 *     left table, then those of the right one
 * @param radiusDeg [deg]
 * @param bound whether pairs at the radius match
 * @param neighbors how many partners a left row has at most, its nearest ones; empty for all
 * @param kept which left rows come out
 */
public record StoredMatch(
    int scanId,
    Side left,
    Side right,
    double radiusDeg,
    Bound bound,
    OptionalInt neighbors,
    Kept kept) {

  /**
   * A table with the columns that are matched.
   *
   * @param lon the index of the longitude in the table, from 0
   * @param lat the index of the latitude in the table, from 0
   */
  public record Side(SkyScan scan, int lon, int lat) {

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
    /** They do not. */
    STRICT,
    /** They do. */
    INCLUSIVE
  }

  /** Which left rows come out. */
  public enum Kept {
    /** Those with a partner. */
    MATCHED,
    /** All, those without a partner with nulls. */
    ALL
  }

  /** The name of a column of the scan. */
  public static String column(int index) {
    return "m" + index;
  }
}
