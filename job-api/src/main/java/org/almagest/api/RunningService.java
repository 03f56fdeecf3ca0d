package org.almagest.api;

import org.almagest.api.upload.IncomingParts;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A service that answers; closing it gives its jobs back and stops it. */
public final class RunningService implements AutoCloseable {
  private final ServletWebServerApplicationContext context;
  private final String host;
  private final IncomingParts incoming;

  RunningService(ServletWebServerApplicationContext context, String host, IncomingParts incoming) {
    this.context = context;
    this.host = host;
    this.incoming = incoming;
  }

  /** The port it listens on. */
  public int port() {
    return java.util.Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /** The address for users of this machine, without a slash at its end. */
  public String url() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port();
  }

  @Override
  public void close() {
    context.close();
    incoming.close();
  }
}
