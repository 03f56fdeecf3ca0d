package org.almagest.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.database.DatabaseSettings;
import org.almagest.api.identity.IdentitySettings;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.QueueSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.upload.UploadSettings;
import org.almagest.api.web.ServerSettings;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * All settings of the service. In order of weight: the overrides of the command line, system
 * properties and environment ({@code ALMAGEST_JOBS_ASYNCWORKERS}), a file, what is built in.
 */
public record ServiceSettings(
    ServerSettings server,
    DatabaseSettings database,
    JobSettings jobs,
    QueueSettings queue,
    IdentitySettings identity,
    EngineSettings engine,
    UploadSettings uploads,
    LimitSettings limits) {

  /**
   * Reads them.
   *
   * @param file properties or YAML
   * @param overrides by full name, such as {@code almagest.server.port}
   * @throws IllegalArgumentException if the file cannot be read, names a setting that is none, or a
   *     value is wrong, saying which
   */
  public static ServiceSettings load(Optional<Path> file, Map<String, Object> overrides) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
    for (PropertySource<?> source : file.map(ServiceSettings::read).orElse(List.of())) {
      SettingNames.check(source, file.orElseThrow());
      environment.getPropertySources().addLast(source);
    }
    Binder binder = Binder.get(environment);
    try {
      return new ServiceSettings(
              binder.bindOrCreate("almagest.server", ServerSettings.class),
              binder.bindOrCreate("almagest.database", DatabaseSettings.class),
              binder.bindOrCreate("almagest.jobs", JobSettings.class),
              binder.bindOrCreate("almagest.queue", QueueSettings.class),
              binder.bindOrCreate("almagest.identity", IdentitySettings.class),
              binder.bindOrCreate("almagest.engine", EngineSettings.class),
              binder.bindOrCreate("almagest.uploads", UploadSettings.class),
              binder.bindOrCreate("almagest.limits", LimitSettings.class))
          .checked();
    } catch (BindException wrong) {
      throw new IllegalArgumentException(reason(wrong), wrong);
    }
  }

  /**
   * A class may make of settings that are right what is wrong: that is to be known at the start.
   */
  private ServiceSettings checked() {
    jobs.perClass(limits);
    uploads.perClass(limits);
    return this;
  }

  private static List<PropertySource<?>> read(Path file) {
    PropertySourceLoader loader =
        file.toString().endsWith(".properties")
            ? new PropertiesPropertySourceLoader()
            : new YamlPropertySourceLoader();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "There is no file [" + file + "] of settings that can be read");
    }
    try {
      return loader.load(file.toString(), new FileSystemResource(file));
    } catch (IOException | RuntimeException failure) {
      throw new IllegalArgumentException(
          "The settings [" + file + "] cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** The innermost cause is the check that failed; the outer ones tell how Spring came there. */
  private static String reason(BindException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "Setting [" + failure.getName() + "]: " + cause.getMessage();
  }
}
