package org.almagest.api;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.almagest.api.identity.AccessPolicy;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Resource;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.query.EngineStatus;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.upload.UploadSettings;
import org.almagest.api.upload.Uploads;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;
import org.almagest.files.DurableFiles;
import org.almagest.userdb.UserTables;
import org.almagest.userdb.VersionTimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What features share: the database, the data directory, what lies in it, the engine. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  /** It is closed by whoever opened it. */
  @Bean(destroyMethod = "")
  DataSource database(ServiceParts parts) {
    return parts.dataSource();
  }

  @Bean(destroyMethod = "")
  QueryEngine queryEngine(ServiceParts parts) {
    return parts.engine();
  }

  @Bean
  EngineStatus engineStatus(ServiceParts parts) {
    return parts.engineStatus();
  }

  @Bean
  DataDirectory dataDirectory(ServiceParts parts) {
    return parts.directory();
  }

  @Bean
  UserTables userTables(ServiceParts parts, JobSettings jobs) {
    return new UserTables(
        parts.dataSource(),
        parts.directory(),
        VersionTimes.of(jobs.lease(), jobs.sweepInterval()),
        DurableFiles.onDisk());
  }

  @Bean
  JobFiles jobFiles(DataDirectory directory) {
    return new JobFiles(directory.root(), directory.results(), DurableFiles.onDisk());
  }

  @Bean
  ResultWriter resultWriter(ServiceParts parts) {
    return new ResultWriter(parts.scratch());
  }

  @Bean
  Uploads uploads(DataDirectory directory, UploadSettings settings, LimitSettings limits) {
    return new Uploads(directory, settings, limits);
  }

  @Bean
  VisibleCatalog visibleCatalog(ServiceParts parts, UserTables userTables, AccessPolicy policy) {
    return principal -> {
      List<CatalogSchema> schemas = new ArrayList<>();
      for (CatalogSchema release : parts.releases().get()) {
        if (policy.may(principal, Action.READ, Resource.release(release.name()))) {
          schemas.add(release);
        }
      }
      schemas.add(userTables.schema(principal.name()));
      return parts.completion().apply(new Catalog(schemas));
    };
  }
}
