package org.almagest.api.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Fetches tables from http and https URLs of the outside. */
final class RemoteTables implements AutoCloseable {
  private static final int REDIRECTS = 5;

  private final CloseableHttpClient client;
  private final long timeoutNanos;
  private final UploadSettings settings;

  RemoteTables(UploadSettings settings) {
    this.settings = settings;
    this.timeoutNanos = settings.fetchTimeout().toNanos();
    Timeout timeout = Timeout.of(settings.fetchTimeout());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new OutsideAddresses(settings.allowedHosts()))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .setTimeToLive(1, TimeUnit.MINUTES)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setMaxRedirects(REDIRECTS)
                    .setResponseTimeout(timeout)
                    .build())
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .setUserAgent("Almagest")
            .build();
  }

  /**
   * Copies what is at a URL into a file.
   *
   * @throws ServiceException saying why it cannot be had
   */
  void fetch(URI uri, Path file, ByteLimit limit, Runnable check) {
    long deadline = System.nanoTime() + timeoutNanos;
    Runnable inTime =
        () -> {
          check.run();
          if (System.nanoTime() - deadline > 0) {
            throw unavailable(
                uri, "it takes longer than " + settings.fetchTimeout().toSeconds() + " s", null);
          }
        };
    try {
      client.execute(
          new HttpGet(uri),
          response -> {
            if (response.getCode() != 200) {
              throw unavailable(uri, "it answers with HTTP status " + response.getCode(), null);
            }
            limit.copy(response.getEntity().getContent(), file, inTime);
            return file;
          });
    } catch (IOException e) {
      throw unavailable(uri, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private static ServiceException unavailable(URI uri, String reason, @Nullable Throwable cause) {
    String message = "UPLOAD cannot fetch [" + uri + "]: " + reason;
    return cause == null
        ? new ServiceException(Code.BAD_PARAMETER, message)
        : new ServiceException(Code.BAD_PARAMETER, message, cause);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
