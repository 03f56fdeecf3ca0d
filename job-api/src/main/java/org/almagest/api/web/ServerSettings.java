package org.almagest.api.web;

import static org.almagest.api.limit.ClassSettings.or;

import java.net.URI;
import org.almagest.api.limit.ClassSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service listens: {@code almagest.server.*}.
 *
 * @param address the address to listen on
 * @param port the port; 0 for any that is free
 * @param role {@code all}; or {@code web} or {@code worker}, of which several share a data
 *     directory
 * @param requestsPerSecond requests of one user that this process answers in a second, the others
 *     get the answer 429; 0 for no limit
 * @param requestBurst so many more may come at once
 * @param baseUrl what users write before {@code /tap}, where a proxy makes it differ from what the
 *     service sees; null to take it from each request
 */
@ConfigurationProperties("almagest.server")
public record ServerSettings(
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("8080") int port,
    @DefaultValue("all") Role role,
    @DefaultValue("0") int requestsPerSecond,
    @DefaultValue("100") int requestBurst,
    @Nullable URI baseUrl) {

  static final int MOST_PORT = 65_535;

  /** Checks the port and the URL. */
  public ServerSettings {
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "almagest.server.port must be from 0 to 65535, not [" + port + "]");
    }
    if (requestsPerSecond < 0 || requestBurst < 0) {
      throw new IllegalArgumentException(
          "almagest.server.requests-per-second and request-burst must not be negative");
    }
    if (baseUrl != null && !isOfWeb(baseUrl)) {
      throw new IllegalArgumentException(
          "almagest.server.base-url must be like https://host/path, not [" + baseUrl + "]");
    }
  }

  private static boolean isOfWeb(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getPort() <= MOST_PORT
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  /** As they are for a class of users. */
  ServerSettings within(ClassSettings said) {
    return new ServerSettings(
        address,
        port,
        role,
        or(said.requestsPerSecond(), requestsPerSecond),
        or(said.requestBurst(), requestBurst),
        baseUrl);
  }
}
