package org.almagest.spark.program;

import java.util.Map;

/**
 * The match of two catalogs as a view.
 *
 * @param view the name of the view
 * @param format the name of the data source, which the session has
 * @param options what the data source is told
 */
public record MatchStep(String view, String format, Map<String, String> options) {

  /** Copies the options. */
  public MatchStep {
    options = Map.copyOf(options);
  }
}
