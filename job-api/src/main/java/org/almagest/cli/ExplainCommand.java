package org.almagest.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private QueryArgument query;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    ServiceClient client = new ServiceClient(address.uri());
    String text = client.text(client.post("/api/explain", query.form()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
