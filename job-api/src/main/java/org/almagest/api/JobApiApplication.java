package org.almagest.api;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.api.identity.IdentitySettings;
import org.almagest.api.identity.RequestIdentity;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.Jobs;
import org.almagest.api.job.QueryCheck;
import org.almagest.api.job.QueryExplanation;
import org.almagest.api.job.QueueSettings;
import org.almagest.api.job.WaitReasons;
import org.almagest.api.job.Workers;
import org.almagest.api.job.Workers.Neighbours;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.result.ResultStore;
import org.almagest.api.status.EngineStatus;
import org.almagest.api.status.Readiness;
import org.almagest.api.upload.IncomingParts;
import org.almagest.api.upload.UploadSettings;
import org.almagest.api.upload.Uploads;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.ProgramVersion;
import org.almagest.api.web.RequestLimits;
import org.almagest.api.web.ServerSettings;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;
import org.almagest.userdb.UserTables;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.UrlHandlerFilter;

/**
 * The composition root of the service. What it needs from outside is handed in: nothing is found by
 * looking around on the class path but the controllers of this package.
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
    SpringApplication application = new SpringApplication(JobApiApplication.class);
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
  DataDirectory dataDirectory(ServiceParts parts) {
    return parts.directory();
  }

  @Bean
  ProgramVersion programVersion() {
    return ProgramVersion.current();
  }

  @Bean
  EngineStatus engineStatus(ServiceParts parts) {
    return parts.engineStatus();
  }

  @Bean
  UserTables userTables(ServiceParts parts) {
    return new UserTables(parts.dataSource(), parts.directory());
  }

  @Bean
  ResultStore resultStore(ServiceParts parts) {
    return new ResultStore(parts.directory(), parts.scratch());
  }

  @Bean
  Uploads uploads(ServiceParts parts, UploadSettings settings, LimitSettings limits) {
    return new Uploads(parts.directory(), settings, limits);
  }

  @Bean
  VisibleCatalog visibleCatalog(ServiceParts parts, UserTables userTables) {
    return user -> {
      List<CatalogSchema> schemas = new ArrayList<>(parts.releases().get());
      schemas.add(userTables.schema(user.name()));
      return parts.completion().apply(new Catalog(schemas));
    };
  }

  @Bean
  UserResolver userResolver(IdentitySettings settings, LimitSettings limits) {
    return new RequestIdentity(settings, limits);
  }

  @Bean
  Jobs jobs(
      ServerSettings server,
      JobSettings settings,
      QueueSettings queue,
      LimitSettings limits,
      ServiceParts parts,
      VisibleCatalog catalog,
      ResultStore results,
      UserTables userTables,
      Uploads uploads) {
    return new Jobs(
        workers(server, settings, queue),
        settings,
        queue,
        limits,
        parts.dataSource(),
        parts.engine(),
        catalog,
        results,
        userTables,
        uploads);
  }

  private static Workers workers(ServerSettings server, JobSettings jobs, QueueSettings queue) {
    return switch (server.role()) {
      case ALL -> Workers.of(Neighbours.NONE, jobs, queue);
      case WORKER -> Workers.of(Neighbours.SOME, jobs, queue);
      case WEB -> Workers.elsewhere();
    };
  }

  @Bean
  JobStore jobStore(Jobs jobs) {
    return jobs.store();
  }

  @Bean
  WaitReasons waitReasons(ServiceParts parts, QueueSettings queue, LimitSettings limits) {
    return new WaitReasons(parts.dataSource(), queue, limits);
  }

  @Bean
  JobWait jobWait(Jobs jobs) {
    return jobs.waiting();
  }

  @Bean
  QueryEngine queryEngine(ServiceParts parts) {
    return parts.engine();
  }

  @Bean
  QueryCheck queryCheck(ServiceParts parts, VisibleCatalog catalog) {
    return new QueryCheck(parts.engine(), catalog);
  }

  @Bean
  QueryExplanation queryExplanation(ServiceParts parts, VisibleCatalog catalog) {
    return new QueryExplanation(parts.engine(), catalog);
  }

  @Bean
  Readiness readiness(ServiceParts parts, VisibleCatalog catalog) {
    return new Readiness(parts.dataSource(), parts.directory(), parts.engine(), catalog);
  }

  @Bean
  BaseUrl baseUrl(ServerSettings settings) {
    return new BaseUrl(settings);
  }

  /** People write a slash at the end of an address, and some clients keep it. */
  @Bean
  UrlHandlerFilter trailingSlashes() {
    return UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();
  }

  /** A name of a table may have a slash, which some clients encode. */
  @Bean
  TomcatConnectorCustomizer encodedSlashes() {
    return connector ->
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  /** A proxy in front tells by X-Forwarded-* how the user reached it. */
  @Bean
  ForwardedHeaderFilter forwardedHeaderFilter() {
    return new ForwardedHeaderFilter();
  }
}
