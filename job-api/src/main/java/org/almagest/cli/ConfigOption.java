package org.almagest.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.ServiceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a file of settings. */
final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Settings (almagest.*), as .yaml or .properties; see docs/settings.md.",
        "An environment variable such as ALMAGEST_DATABASE_URL overrides its setting."
      })
  private @Nullable Path file;

  /** All settings; those of the command line weigh most. */
  ServiceSettings settings(Map<String, Object> overrides) {
    try {
      return ServiceSettings.load(Optional.ofNullable(file), overrides);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse(String.valueOf(e.getMessage()), e);
    }
  }
}
