package org.almagest.spark.program;

import java.util.List;

/**
 * A query as Spark runs it: views over files, then one statement over the views.
 *
 * @param scans views of files, each used by the statement
 * @param matches views of matches, each used by the statement
 * @param sql Spark SQL whose functions are Spark's own and those of {@code SkyFunctions}
 */
public record SparkProgram(List<ScanStep> scans, List<MatchStep> matches, String sql) {

  /** Copies the lists. */
  public SparkProgram {
    scans = List.copyOf(scans);
    matches = List.copyOf(matches);
  }
}
