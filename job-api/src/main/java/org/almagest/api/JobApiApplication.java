package org.almagest.api;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.QueueSettings;
import org.almagest.api.job.Workers;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.api.upload.IncomingParts;
import org.almagest.api.web.ProgramVersion;
import org.almagest.api.web.RequestLimits;
import org.almagest.api.web.ServerSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The composition root of the service. What it needs from outside is handed in; features are the
 * packages below this one, each with its own configuration and controllers, and no list names them.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  MultipartAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class
})
public class JobApiApplication {

  /**
   * Starts the service and returns once it answers.
   *
   * @throws UncheckedIOException caused by a {@link BindException} with a message for the user, if
   *     the address or the port cannot be had
   */
  public static RunningService start(ServiceSettings settings, ServiceParts parts) {
    return start(settings, parts, List.of());
  }

  /**
   * The same, with features that are not of this package.
   *
   * @param features their configuration classes
   */
  static RunningService start(
      ServiceSettings settings, ServiceParts parts, List<Class<?>> features) {
    SpringApplication application = new SpringApplication(JobApiApplication.class);
    application.addPrimarySources(features);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    ServerSettings server = settings.server();
    IncomingParts incoming = IncomingParts.open(parts.directory());
    long size =
        settings
            .uploads()
            .perClass(settings.limits())
            .values()
            .mapToLong(uploads -> uploads.size().toBytes())
            .max()
            .orElseThrow();
    application.setDefaultProperties(
        Map.ofEntries(
            Map.entry("server.address", server.address()),
            Map.entry("server.port", server.port()),
            Map.entry("server.server-header", "Almagest/" + ProgramVersion.current().text()),
            Map.entry("server.max-http-request-header-size", RequestLimits.HEADER_KIB + "KB"),
            Map.entry("server.tomcat.max-http-form-post-size", RequestLimits.FORM_MIB + "MB"),
            Map.entry("server.tomcat.max-parameter-count", RequestLimits.PARAMETERS_READ),
            Map.entry("server.tomcat.max-part-count", RequestLimits.PARTS),
            Map.entry("server.forward-headers-strategy", "none"),
            Map.entry("server.shutdown", "immediate"),
            Map.entry("server.tomcat.max-swallow-size", size + (1 << 20) + "B"),
            Map.entry("spring.servlet.multipart.location", incoming.folder().toString()),
            Map.entry("spring.servlet.multipart.file-size-threshold", "64KB"),
            Map.entry("spring.servlet.multipart.max-file-size", size + "B"),
            Map.entry("spring.servlet.multipart.max-request-size", size + (1 << 20) + "B"),
            Map.entry("spring.servlet.multipart.resolve-lazily", "true"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("spring.web.resources.add-mappings", "false")));
    application.addInitializers(
        context -> {
          var beans = context.getBeanFactory();
          beans.registerSingleton("serviceParts", parts);
          beans.registerSingleton("serverSettings", server);
          beans.registerSingleton("jobSettings", settings.jobs());
          beans.registerSingleton("queueSettings", settings.queue());
          beans.registerSingleton("identitySettings", settings.identity());
          beans.registerSingleton("uploadSettings", settings.uploads());
          beans.registerSingleton("limitSettings", settings.limits());
        });
    try {
      return new RunningService(
          (ServletWebServerApplicationContext) application.run(), server.address(), incoming);
    } catch (RuntimeException failure) {
      incoming.close();
      throw explained(failure, server);
    }
  }

  private static RuntimeException explained(RuntimeException failure, ServerSettings server) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof PortInUseException) {
        BindException taken =
            new BindException(
                "The service cannot listen on port "
                    + server.port()
                    + " of "
                    + server.address()
                    + ": another program does, or the address is not this machine's."
                    + " Choose another with --port or almagest.server.address");
        taken.initCause(failure);
        return new UncheckedIOException(taken.getMessage(), taken);
      }
    }
    return failure;
  }

  @Bean
  Workers workers(ServerSettings server, JobSettings jobs, QueueSettings queue) {
    return switch (server.role()) {
      case ALL -> Workers.of(Neighbours.NONE, jobs, queue);
      case WORKER -> Workers.of(Neighbours.SOME, jobs, queue);
      case WEB -> Workers.elsewhere();
    };
  }
}
