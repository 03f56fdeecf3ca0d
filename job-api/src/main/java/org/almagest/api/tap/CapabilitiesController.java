package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.JobStore;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.XmlDocument;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service offers, and whether it does (VOSI 1.1, sections 2.1 and 2.2). */
@RestController
final class CapabilitiesController {
  private static final Logger LOG = LogManager.getLogger(CapabilitiesController.class);

  private final BaseUrl baseUrl;
  private final CapabilitiesXml capabilities;
  private final JobStore jobs;
  private final UserResolver users;
  private final Instant upSince = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  CapabilitiesController(
      BaseUrl baseUrl, CapabilitiesXml capabilities, JobStore jobs, UserResolver users) {
    this.baseUrl = baseUrl;
    this.capabilities = capabilities;
    this.jobs = jobs;
    this.users = users;
  }

  @GetMapping("/tap/capabilities")
  void capabilities(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String userClass = users.principalOf(request).userClass();
    response.setContentType("application/xml");
    capabilities.write(baseUrl.of(request), userClass, response.getOutputStream());
  }

  @GetMapping("/tap/availability")
  void availability(HttpServletResponse response) throws IOException {
    boolean available = isAvailable();
    response.setContentType("application/xml");
    XmlDocument xml =
        new XmlDocument(
            response.getOutputStream(),
            "vosi:availability",
            new TreeMap<>(Map.of("vosi", "http://www.ivoa.net/xml/VOSIAvailability/v1.0")));
    xml.element("vosi:available", Boolean.toString(available));
    xml.element("vosi:upSince", upSince.toString());
    if (!available) {
      xml.element("vosi:note", "The database of the service does not answer; try again later");
    }
    xml.finish();
  }

  private boolean isAvailable() {
    try {
      jobs.ping();
      return true;
    } catch (RuntimeException unreachable) {
      LOG.warn("The database does not answer", unreachable);
      return false;
    }
  }
}
