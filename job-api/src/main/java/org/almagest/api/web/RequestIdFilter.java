package org.almagest.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.almagest.api.log.LogContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, the caller's own if there is one: it is in the answer, in the job that
 * the request makes, and in what is logged about either.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
  static final String HEADER = "X-Request-Id";

  /** What may stand in a log line and in a file name without harm. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader(HEADER);
    String id =
        given != null && HARMLESS.matcher(given).matches()
            ? given
            : UUID.randomUUID().toString().replace("-", "");
    response.setHeader(HEADER, id);
    LogContext context = LogContext.ofRequest(id);
    try {
      chain.doFilter(request, response);
    } finally {
      context.close();
    }
  }
}
