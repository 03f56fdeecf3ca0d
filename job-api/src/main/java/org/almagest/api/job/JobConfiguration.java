package org.almagest.api.job;

import java.util.List;
import javax.sql.DataSource;
import org.almagest.api.identity.AccessPolicy;
import org.almagest.api.limit.LimitSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs of all types that features bring. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  JobRules jobRules(JobSettings jobs, QueueSettings queue, LimitSettings classes) {
    return new JobRules(jobs, queue, classes);
  }

  @Bean
  JobTypes jobTypes(List<JobType> types) {
    return new JobTypes(types);
  }

  @Bean
  Jobs jobs(Workers workers, JobRules rules, DataSource database, JobTypes types, JobFiles files) {
    return new Jobs(workers, rules, database, types, files);
  }

  @Bean
  JobStore jobStore(Jobs jobs) {
    return jobs.store();
  }

  @Bean
  JobWait jobWait(Jobs jobs) {
    return jobs.waiting();
  }

  @Bean
  JobAccess jobAccess(JobStore store, JobTypes types, JobFiles files, AccessPolicy policy) {
    return new JobAccess(store, types, files, policy);
  }

  @Bean
  WaitReasons waitReasons(DataSource database, JobRules rules) {
    return new WaitReasons(database, rules.queue(), rules.classes());
  }
}
