package org.almagest.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what a service holds and does. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show a service's version, tables and running jobs.")
final class StatusCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ServiceAddress address;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    ServiceClient client = new ServiceClient(address.uri());
    PrintWriter out = spec.commandLine().getOut();
    out.println(client.text(client.get("/api/status")));
    out.flush();
  }
}
