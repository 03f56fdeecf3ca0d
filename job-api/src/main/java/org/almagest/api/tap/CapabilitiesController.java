package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.XmlDocument;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service offers, and that it does (VOSI 1.1, sections 2.1 and 2.2). */
@RestController
final class CapabilitiesController {
  private final BaseUrl baseUrl;
  private final CapabilitiesXml capabilities;
  private final Instant upSince = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  CapabilitiesController(BaseUrl baseUrl, CapabilitiesXml capabilities) {
    this.baseUrl = baseUrl;
    this.capabilities = capabilities;
  }

  @GetMapping("/tap/capabilities")
  void capabilities(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("application/xml");
    capabilities.write(baseUrl.of(request) + "/tap", response.getOutputStream());
  }

  @GetMapping("/tap/availability")
  void availability(HttpServletResponse response) throws IOException {
    response.setContentType("application/xml");
    XmlDocument xml =
        new XmlDocument(
            response.getOutputStream(),
            "vosi:availability",
            new TreeMap<>(Map.of("vosi", "http://www.ivoa.net/xml/VOSIAvailability/v1.0")));
    xml.element("vosi:available", "true");
    xml.element("vosi:upSince", upSince.toString());
    xml.finish();
  }

  @GetMapping(path = "/tap", produces = MediaType.TEXT_HTML_VALUE)
  String page(HttpServletRequest request) {
    return """
        <!DOCTYPE html>
        <html lang="en"><head><title>Almagest TAP</title></head><body>
        <h1>Almagest TAP</h1>
        <p>ADQL over sky-survey catalogs. Give this address to TOPCAT, pyvo or STILTS:
        <code>%s/tap</code></p>
        <ul>
        <li><a href="tap/tables">tables</a></li>
        <li><a href="tap/capabilities">capabilities</a></li>
        <li><a href="tap/availability">availability</a></li>
        <li><a href="tap/async">your jobs</a></li>
        </ul>
        </body></html>
        """
        .formatted(org.springframework.web.util.HtmlUtils.htmlEscape(baseUrl.of(request)));
  }
}
