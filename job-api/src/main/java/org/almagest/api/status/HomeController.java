package org.almagest.api.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.ProgramVersion;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees who opens the service's address: where to go from here. */
@RestController
final class HomeController {
  private final BaseUrl baseUrl;
  private final ProgramVersion version;

  HomeController(BaseUrl baseUrl, ProgramVersion version) {
    this.baseUrl = baseUrl;
    this.version = version;
  }

  @GetMapping("/")
  void home(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String text =
        """
        Almagest %1$s

        %2$s/tap                TAP 1.1: the address for TOPCAT, pyvo and STILTS
        %2$s/tap/tables         the tables
        %2$s/tap/examples       queries to learn from
        %2$s/tap/capabilities   what the service can do
        %2$s/tap/async          your jobs
        %2$s/api/mydb/tables    your tables
        %2$s/api/status         the state of the service
        """
            .formatted(version.text(), baseUrl.of(request));
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
