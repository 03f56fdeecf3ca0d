package org.almagest.api.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who uses the service: {@code almagest.identity.*}.
 *
 * @param localUser the user that every request is taken to come from, where no user-header is set
 * @param userHeader the header in which a proxy that has checked who asks tells the user's name,
 *     such as {@code X-Auth-Request-User}; who has none is the anonymous user. The proxy must
 *     remove it from what users send
 * @param groupsHeader the header in which that proxy tells the user's groups, separated by commas
 * @param anonymousUser the name that all share who are not known
 * @param proxies addresses of the proxies that are believed, separated by commas
 */
@ConfigurationProperties("almagest.identity")
public record IdentitySettings(
    @DefaultValue("local") String localUser,
    @Nullable String userHeader,
    @Nullable String groupsHeader,
    @DefaultValue("anonymous") String anonymousUser,
    @DefaultValue({"127.0.0.1", "::1"}) List<String> proxies) {

  /** Checks the names. */
  public IdentitySettings {
    new User(localUser);
    new User(anonymousUser);
    if (groupsHeader != null && userHeader == null) {
      throw new IllegalArgumentException(
          "almagest.identity.groups-header needs almagest.identity.user-header beside it");
    }
    proxies = proxies.stream().map(String::strip).filter(proxy -> !proxy.isEmpty()).toList();
  }
}
