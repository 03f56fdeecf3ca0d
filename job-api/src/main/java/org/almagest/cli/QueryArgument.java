package org.almagest.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A query and the back end to run it on, as several commands take them. */
final class QueryArgument {

  @Option(
      names = "--route",
      defaultValue = "auto",
      paramLabel = "auto|duckdb|spark",
      description = "The back end to run on. Default: ${DEFAULT-VALUE}, by size.")
  private String route = "auto";

  @Parameters(paramLabel = "ADQL", description = "The query, or - for standard input.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String query;

  /** The parameters QUERY and ROUTE of a request; more can be added. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("QUERY", QueryText.of(query, System.in));
    form.put("ROUTE", route.toLowerCase(Locale.ROOT));
    return form;
  }
}
