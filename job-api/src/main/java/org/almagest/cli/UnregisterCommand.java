package org.almagest.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a registered table out of its release. */
@Command(
    name = "unregister",
    mixinStandardHelpOptions = true,
    description = "Take a registered table out of its release; its files stay where they are.")
final class UnregisterCommand implements Runnable {

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private DataDirOption dataDir;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOption config;

  @Option(names = "--release", required = true, paramLabel = "R", description = "The release.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String release;

  @Option(names = "--table", required = true, paramLabel = "T", description = "The table.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String table;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    try (Workbench workbench = Workbench.open(dataDir.dataDirectory(), config.settings(Map.of()))) {
      String location = workbench.registration().unregister(release, table);
      PrintWriter out = spec.commandLine().getOut();
      out.println(release + "." + table + " is no table any more; its files stay at " + location);
      out.flush();
    }
  }
}
