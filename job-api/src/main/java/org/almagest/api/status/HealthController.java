package org.almagest.api.status;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * For whoever starts and stops processes. Alive is one that answers; ready is one that has all it
 * needs to run a query.
 */
@RestController
final class HealthController {
  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/health/live")
  Map<String, String> live() {
    return Map.of("status", "ok");
  }

  @GetMapping("/health/ready")
  ResponseEntity<Map<String, String>> ready() {
    Map<String, String> parts = readiness.parts();
    boolean ready = parts.values().stream().allMatch("ok"::equals);
    return ResponseEntity.status(ready ? 200 : 503).body(parts);
  }
}
