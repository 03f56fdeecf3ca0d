package org.almagest.api.uws;

import java.util.List;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.JobAccess;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobStore;
import org.almagest.api.job.JobWait;
import org.almagest.api.job.WaitReasons;
import org.almagest.api.uws.UwsJobs.Callers;
import org.almagest.api.web.BaseUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job lists that features mount. */
@Configuration(proxyBeanMethods = false)
class UwsConfiguration {

  @Bean
  UwsJobs uwsJobs(
      JobAccess access, JobStore store, JobFiles files, JobWait changes, WaitReasons reasons) {
    return new UwsJobs(access, store, files, changes, reasons);
  }

  @Bean
  UwsMapping uwsMapping(List<UwsMount> mounts, UwsJobs jobs, UserResolver users, BaseUrl baseUrl) {
    Callers callers = new Callers(users, baseUrl);
    return new UwsMapping(
        mounts.stream().map(mount -> new MountedJobs(mount, jobs, callers)).toList());
  }
}
