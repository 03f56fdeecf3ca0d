package org.almagest.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps users from a worker, whose machine is for its jobs. */
@Component
final class RoleFilter extends OncePerRequestFilter {
  private static final List<String> OF_WORKERS = List.of("/health", "/metrics", "/api/status");

  private final ServerSettings settings;

  RoleFilter(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return settings.role() != Role.WORKER
        || OF_WORKERS.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setContentType("text/plain;charset=UTF-8");
    response
        .getOutputStream()
        .write(
            "This process runs jobs alone: ask one whose role is web\n"
                .getBytes(StandardCharsets.UTF_8));
  }
}
