package org.almagest.plan;

/**
 * A match of two tables that is read like a table.
 *
 * @param scanId the number of the scan that stands for it in the plan; its columns are those of the
 *     left table, then those of the right one
 * @param radiusDeg [deg]
 * @param bound whether pairs at the radius match
 * @param kept which left rows come out
 */
public record StoredMatch(
    int scanId, SkyScan left, SkyScan right, double radiusDeg, Bound bound, Kept kept) {

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
