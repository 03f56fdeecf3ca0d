package org.almagest.api.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who uses the service: {@code almagest.identity.*}.
 *
 * @param localUser the user that every request is taken to come from
 */
@ConfigurationProperties("almagest.identity")
public record IdentitySettings(@DefaultValue("local") String localUser) {

  /** Checks the name. */
  public IdentitySettings {
    new User(localUser);
  }
}
