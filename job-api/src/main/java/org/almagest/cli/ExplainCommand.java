package org.almagest.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a query would run. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Show the back end a query would run on and why, what it reads, and its plan.")
final class ExplainCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ServiceAddress address;

  @Option(
      names = "--route",
      defaultValue = "auto",
      paramLabel = "auto|duckdb|spark",
      description = "The back end to explain. Default: ${DEFAULT-VALUE}, by size.")
  private String route = "auto";

  @Parameters(paramLabel = "ADQL", description = "The query, or - for standard input.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String query;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    ServiceClient client = new ServiceClient(address.uri());
    String text =
        client.text(
            client.post(
                "/api/explain", Map.of("QUERY", QueryText.of(query, System.in), "ROUTE", route)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
