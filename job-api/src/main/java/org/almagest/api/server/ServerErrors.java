package org.almagest.api.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.api.result.encode.VotableText;
import org.almagest.api.web.RequestLimits;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told whose request the web server turns away before any controller has it, in
 * the form of the other errors of that address.
 */
final class ServerErrors extends ErrorReportValve {
  private static final Logger LOG = LogManager.getLogger(ServerErrors.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean open = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
    if (!open.get()) {
      return;
    }
    try {
      String message = message(status, Optional.ofNullable(response.getMessage()));
      byte[] body;
      if (isSync(request)) {
        response.setContentType("application/x-votable+xml");
        body = VotableText.error(message).getBytes(StandardCharsets.UTF_8);
      } else {
        response.setContentType("text/plain;charset=UTF-8");
        body = (message + "\n").getBytes(StandardCharsets.UTF_8);
      }
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("Who is told of status {} is gone", status, gone);
    }
  }

  private static boolean isSync(Request request) {
    String uri = request.getRequestURI();
    return uri != null && uri.startsWith("/tap/sync");
  }

  private static String message(int status, Optional<String> said) {
    return switch (status) {
      case 400 ->
          "The request cannot be read: its line or a header is not that of HTTP (the port of a host"
              + " is from 0 to 65535), or line and headers are larger together than "
              + RequestLimits.HEADER_KIB
              + " KB. Send long queries as a form, by POST";
      case 414 ->
          "The address is larger than "
              + RequestLimits.HEADER_KIB
              + " KB: send long queries as a form, by POST";
      case 431 -> "The headers of the request are larger than " + RequestLimits.HEADER_KIB + " KB";
      case 500 -> "The service failed: the operator finds the reason in its log";
      default ->
          "The request was turned away with status "
              + status
              + said.map(text -> ": " + text).orElse("");
    };
  }
}
