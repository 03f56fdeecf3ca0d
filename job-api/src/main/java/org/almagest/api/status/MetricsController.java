package org.almagest.api.status;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus reads. */
@RestController
final class MetricsController {
  private final Metrics metrics;
  private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();

  MetricsController(Metrics metrics) {
    this.metrics = metrics;
  }

  @GetMapping("/metrics")
  void metrics(HttpServletResponse response) throws IOException {
    response.setContentType(format.getContentType());
    format.write(response.getOutputStream(), metrics.scrape());
  }
}
