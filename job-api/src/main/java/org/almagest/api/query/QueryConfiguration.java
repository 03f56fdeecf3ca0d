package org.almagest.api.query;

import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.Jobs;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.upload.Uploads;
import org.almagest.engine.QueryEngine;
import org.almagest.userdb.UserTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Queries: as jobs, with a caller who waits, checked and explained. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

  @Bean
  QueryStarter queryStarter(QueryEngine engine, VisibleCatalog catalog) {
    return new QueryStarter(engine, catalog);
  }

  @Bean
  ReadyQueries readyQueries(QueryStarter queries, UserTables tables) {
    return new ReadyQueries(queries, tables);
  }

  @Bean
  QueryResults queryResults(JobFiles files, ResultWriter writer, UserTables tables) {
    return new QueryResults(files, writer, tables);
  }

  @Bean
  QueryType queryType(JobRules rules, ReadyQueries queries, QueryResults results, Uploads uploads) {
    return new QueryType(rules, queries, results, uploads);
  }

  @Bean
  SyncQueries syncQueries(
      JobRules rules, Jobs jobs, ReadyQueries queries, ResultWriter results, Uploads uploads) {
    return new SyncQueries(rules, jobs, queries, results, uploads);
  }

  @Bean
  PlanningPlaces planningPlaces(JobRules rules) {
    return new PlanningPlaces(rules);
  }

  @Bean
  QueryCheck queryCheck(QueryStarter queries) {
    return new QueryCheck(queries);
  }

  @Bean
  QueryExplanation queryExplanation(QueryStarter queries) {
    return new QueryExplanation(queries);
  }
}
