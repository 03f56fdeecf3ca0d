package org.almagest.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.almagest.api.error.LegalText;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/** Turns away requests whose path no name of a job, a parameter or a table can be part of. */
@Component
final class PathFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      check(request.getRequestURI());
    } catch (ServiceException wrong) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      response.setContentType("text/plain;charset=UTF-8");
      response
          .getOutputStream()
          .write((wrong.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
      return;
    }
    chain.doFilter(request, response);
  }

  private static void check(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length - 1 > RequestLimits.PATH_PARTS) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "The path must have at most "
              + RequestLimits.PATH_PARTS
              + " parts, not "
              + (parts.length - 1));
    }
    for (int index = 1; index < parts.length; index++) {
      checkPart("Part " + index + " of the path", parts[index]);
    }
  }

  private static void checkPart(String what, String encoded) {
    String part;
    try {
      part = UriUtils.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new ServiceException(Code.BAD_PARAMETER, what + " is not encoded as a URL", malformed);
    }
    if (part.length() > RequestLimits.PATH_PART) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          what
              + " must have at most "
              + RequestLimits.PATH_PART
              + " characters, not "
              + part.length());
    }
    LegalText.check(what, part);
  }
}
