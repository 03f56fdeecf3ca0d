package org.almagest.spark.program;

import java.util.List;

/**
 * A query as Spark runs it: views over files, then one statement over the views.
 *
 * @param scans the views, each used by the statement
 * @param sql Spark SQL whose functions are Spark's own and those of {@code SkyFunctions}
 */
public record SparkProgram(List<ScanStep> scans, String sql) {

  /** Copies the scans. */
  public SparkProgram {
    scans = List.copyOf(scans);
  }
}
