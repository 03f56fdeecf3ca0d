package org.almagest.api.server;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reads forms as UTF-8, as their addresses are, where a client does not say otherwise; puts errors
 * in the form of this service in the place of the server's own pages.
 */
@Component
final class RequestReading
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  @Override
  public void customize(ConfigurableTomcatWebServerFactory server) {
    server.addContextCustomizers(
        context -> context.setRequestCharacterEncoding(StandardCharsets.UTF_8.name()));
    // What comes last is asked first; the page of the server finds an answer there already.
    server.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new ServerErrors()));
  }
}
