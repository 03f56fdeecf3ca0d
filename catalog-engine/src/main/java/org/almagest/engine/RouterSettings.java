package org.almagest.engine;

/**
 * Where the router draws its lines.
 *
 * @param scanRows up to so many rows left to read, a query without a sky match runs on DuckDB
 * @param matchRows up to so many rows left to read, a query with a sky match runs on DuckDB, and
 *     sub-queries in a match are not written first
 * @param listRows up to so many rows, a table that is no catalog is matched as a list, all of which
 *     each part of the match reads; a larger one is written as a catalog first
 */
public record RouterSettings(long scanRows, long matchRows, long listRows) {

  /** What two cores and a warm cache suggest. */
  public static final RouterSettings DEFAULT = new RouterSettings(20_000_000, 100_000, 20_000);

  /** Checks that no line is negative. */
  public RouterSettings {
    if (scanRows < 0 || matchRows < 0 || listRows < 0) {
      throw new IllegalArgumentException(
          "The router's lines are numbers of rows, 0 or more: scan-rows ["
              + scanRows
              + "], match-rows ["
              + matchRows
              + "], list-rows ["
              + listRows
              + "]");
    }
  }
}
