package org.almagest.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.almagest.api.web.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the service until the process is told to end. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Start the service on a data directory and stay up until Ctrl-C.",
      "It listens on 127.0.0.1 unless the setting almagest.server.address says otherwise."
    })
final class UpCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOption config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 for any that is free. Default: 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = {
        "all, or web or worker, of which several may share a data directory and a database.",
        "Default: all."
      })
  private @Nullable Role role;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new ParameterException(spec.commandLine(), "--port is from 0 to 65535, not " + port);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Service service = Service.start(dataDir.dataDirectory(), config.settings(overrides()))) {
      out.println("Almagest is up at " + service.url() + "/tap");
      out.println("Data directory " + service.data().root() + "; Ctrl-C ends it.");
      out.flush();
      awaitEnd(service);
    }
  }

  private Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    if (port != null) {
      overrides.put("almagest.server.port", port);
    }
    if (role != null) {
      overrides.put("almagest.server.role", role);
    }
    return overrides;
  }

  /** Waits for the signal that ends the process; closes the service before the process ends. */
  static void awaitEnd(Service service) {
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
