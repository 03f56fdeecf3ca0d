package org.almagest.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what a service holds and does. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show a service's version, engines, tables and jobs.")
final class StatusCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ServiceAddress address;

  @Option(names = "--json", description = "Print what the service says as JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    ServiceClient client = new ServiceClient(address.uri());
    String status = client.text(client.get("/api/status"));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(status);
      out.flush();
    } else {
      StatusText.print(parsed(status), address.uri().toString(), out);
    }
  }

  private JsonNode parsed(String status) {
    try {
      return JsonMapper.shared().readTree(status);
    } catch (JacksonException e) {
      throw new CommandFailure(
          "What answers at " + address.uri() + " is not Almagest: it has no /api/status", e);
    }
  }
}
