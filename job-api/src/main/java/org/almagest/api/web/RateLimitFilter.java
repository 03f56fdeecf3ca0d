package org.almagest.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a user away who asks too often, and says when to come back (RFC 6585, section 4). */
@Component
final class RateLimitFilter extends OncePerRequestFilter {
  private final UserResolver users;
  private final PerClass<Optional<RateLimit>> limits;
  private final boolean unlimited;

  RateLimitFilter(ServerSettings settings, LimitSettings classes, UserResolver users) {
    this.users = users;
    this.limits =
        PerClass.of(limit(settings), classes, (all, said) -> limit(settings.within(said)));
    this.unlimited = limits.values().allMatch(Optional::isEmpty);
  }

  private static Optional<RateLimit> limit(ServerSettings settings) {
    return settings.requestsPerSecond() == 0
        ? Optional.empty()
        : Optional.of(new RateLimit(settings.requestsPerSecond(), settings.requestBurst()));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return unlimited || path.startsWith("/health") || path.startsWith("/metrics");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Principal caller;
    try {
      caller = users.principalOf(request);
    } catch (ServiceException nobody) {
      // Whatever the request asks for fails alike, with an answer in the form that it has.
      chain.doFilter(request, response);
      return;
    }
    RateLimit limit = limits.of(caller.userClass()).orElse(null);
    Duration wait = limit == null ? Duration.ZERO : limit.take(caller.name(), System.nanoTime());
    if (limit == null || wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      turnAway(limit, wait, response);
    }
  }

  private static void turnAway(RateLimit limit, Duration wait, HttpServletResponse response)
      throws IOException {
    response.setStatus(429);
    long seconds = wait.plusMillis(999).toSeconds();
    response.setHeader("Retry-After", Long.toString(seconds));
    response.setContentType("text/plain;charset=UTF-8");
    String message =
        "More than "
            + limit.perSecond()
            + " requests a second: ask again in "
            + seconds
            + " s; WAIT=60 at a job saves asking for its phase\n";
    response.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
  }
}
