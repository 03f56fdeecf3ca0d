package org.almagest.api.status;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Measures each request, under the pattern of its path and a method that HTTP has: what clients
 * make up, and ids, would make labels without end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestMetricsFilter extends OncePerRequestFilter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");

  private final Metrics metrics;

  RequestMetricsFilter(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long begun = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      metrics.answered(
          METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
          pattern == null ? "other" : pattern.toString(),
          response.getStatus(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }
}
