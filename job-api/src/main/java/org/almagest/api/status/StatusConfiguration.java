package org.almagest.api.status;

import javax.sql.DataSource;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.engine.QueryEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The state of the service. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  Readiness readiness(
      DataSource database, DataDirectory directory, QueryEngine engine, VisibleCatalog catalog) {
    return new Readiness(database, directory, engine, catalog);
  }
}
