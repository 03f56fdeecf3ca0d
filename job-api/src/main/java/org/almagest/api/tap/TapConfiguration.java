package org.almagest.api.tap;

import org.almagest.api.query.QueryType;
import org.almagest.api.upload.Uploads;
import org.almagest.api.uws.UwsMount;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** TAP: its asynchronous queries are a job list (TAP 1.1, section 2.2). */
@Configuration(proxyBeanMethods = false)
class TapConfiguration {

  @Bean
  UwsMount asyncQueries(Uploads uploads) {
    return new UwsMount(
        "/tap/async",
        QueryType.NAME,
        (job, parameters, parts) -> {
          uploads.receive(job.id(), job.userClass(), parameters.uploads(), parts);
          uploads.keep(job.id());
        },
        QueryInfo::write);
  }
}
