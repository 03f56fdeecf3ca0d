package org.almagest.cli;

import java.nio.file.Path;
import java.util.Map;
import org.almagest.catalog.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where an installation keeps everything. */
final class DataDirOption {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {
        "The folder that holds everything: releases, user tables, jobs, the database.",
        "Default: $ALMAGEST_DATA_DIR, else almagest in $XDG_DATA_HOME or ~/.local/share."
      })
  private @Nullable Path folder;

  DataDirectory dataDirectory() {
    return new DataDirectory(folder != null ? folder : fromEnvironment(System.getenv()));
  }

  static Path fromEnvironment(Map<String, String> environment) {
    String named = environment.get("ALMAGEST_DATA_DIR");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String xdg = environment.get("XDG_DATA_HOME");
    Path base =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return base.resolve("almagest");
  }
}
