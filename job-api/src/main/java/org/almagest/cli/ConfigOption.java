package org.almagest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
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

  /** All settings of one kind. */
  <T> T bind(String prefix, Class<T> type) {
    try {
      return new Binder(ConfigurationPropertySources.get(environment()))
          .bindOrCreate(prefix, Bindable.of(type));
    } catch (BindException e) {
      throw new CommandFailure("Wrong setting below " + prefix + ": " + rootMessage(e), e);
    }
  }

  /** The file's settings below those of the environment. */
  StandardEnvironment environment() {
    StandardEnvironment environment = new StandardEnvironment();
    if (file != null) {
      read(file).forEach(environment.getPropertySources()::addLast);
    }
    return environment;
  }

  private static Iterable<PropertySource<?>> read(Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandFailure("There is no readable file " + file + " (--config)");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    PropertySourceLoader loader =
        name.endsWith(".properties")
            ? new PropertiesPropertySourceLoader()
            : new YamlPropertySourceLoader();
    try {
      return loader.load(file.toString(), new FileSystemResource(file));
    } catch (IOException | RuntimeException e) {
      throw new CommandFailure("The settings file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
