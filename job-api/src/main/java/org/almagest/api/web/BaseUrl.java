package org.almagest.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address by which the caller reached the service, without a slash at its end. */
public final class BaseUrl {
  private final ServerSettings settings;

  /** By the settings, or else by each request and the headers of proxies in between. */
  public BaseUrl(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * Such as {@code http://127.0.0.1:8080}.
   *
   * @throws ServiceException if headers make it one that no client could use
   */
  public String of(HttpServletRequest request) {
    URI configured = settings.baseUrl();
    if (configured == null && request.getServerPort() > ServerSettings.MOST_PORT) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "The headers of the request name the port ["
              + request.getServerPort()
              + "], which must be from 0 to "
              + ServerSettings.MOST_PORT);
    }
    String url =
        configured == null
            ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
            : configured.toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
