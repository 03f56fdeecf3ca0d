package org.almagest.api.identity;

import org.almagest.api.limit.LimitSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who asks, and what they may. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  @Bean
  UserResolver userResolver(IdentitySettings settings, LimitSettings limits) {
    return new RequestIdentity(settings, limits);
  }

  @Bean
  AccessPolicy accessPolicy() {
    return new OwnersAlone();
  }
}
