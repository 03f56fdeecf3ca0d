package org.almagest.engine;

/**
 * Where the router draws its lines.
 *
 * @param scanRows up to so many rows left to read, a query without a sky match runs on DuckDB
 * @param matchRows up to so many rows left to read, a query with a sky match runs on DuckDB
 */
public record RouterSettings(long scanRows, long matchRows) {

  /** What two cores and a warm cache suggest. */
  public static final RouterSettings DEFAULT = new RouterSettings(20_000_000, 100_000);

  /** Checks that no line is negative. */
  public RouterSettings {
    if (scanRows < 0 || matchRows < 0) {
      throw new IllegalArgumentException(
          "The router's lines are numbers of rows, 0 or more: scan-rows ["
              + scanRows
              + "], match-rows ["
              + matchRows
              + "]");
    }
  }
}
