package org.almagest.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.almagest.api.identity.UserResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a user away who asks too often, and says when to come back (RFC 6585, section 4). */
@Component
final class RateLimitFilter extends OncePerRequestFilter {
  private final ServerSettings settings;
  private final UserResolver users;
  private final RateLimit limit;

  RateLimitFilter(ServerSettings settings, UserResolver users) {
    this.settings = settings;
    this.users = users;
    this.limit = new RateLimit(Math.max(1, settings.requestsPerSecond()), settings.requestBurst());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return settings.requestsPerSecond() == 0
        || path.startsWith("/health")
        || path.startsWith("/metrics");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = limit.take(users.userOf(request).name(), System.nanoTime());
    if (wait.isZero()) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(429);
    long seconds = wait.plusMillis(999).toSeconds();
    response.setHeader("Retry-After", Long.toString(seconds));
    response.setContentType("text/plain;charset=UTF-8");
    String message =
        "More than "
            + settings.requestsPerSecond()
            + " requests a second: ask again in "
            + seconds
            + " s; WAIT=60 at a job saves asking for its phase\n";
    response.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
  }
}
