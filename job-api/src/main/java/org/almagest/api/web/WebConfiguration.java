package org.almagest.api.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.UrlHandlerFilter;

/** What all requests have in common. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  ProgramVersion programVersion() {
    return ProgramVersion.current();
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
