package org.almagest.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.Fault;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.log.LogContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Tells the user what went wrong, as plain text, wherever a feature has no form of its own. */
@RestControllerAdvice
final class ErrorAdvice {

  @ExceptionHandler
  void answer(Exception failure, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      // The client has part of an answer: only a broken connection tells it that the rest is
      // missing.
      throw new IOException("The answer broke off", failure);
    }
    response.reset();
    String requestId = LogContext.requestId();
    response.setHeader(RequestIdFilter.HEADER, requestId);
    if (failure instanceof ErrorResponse known) {
      known
          .getHeaders()
          .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
      text(response, known.getStatusCode().value(), detail(known) + told(requestId));
    } else {
      Fault fault =
          ErrorMapper.map(
              failure instanceof MethodArgumentTypeMismatchException wrong
                  ? mismatch(wrong)
                  : failure);
      if (fault.httpStatus() == 503) {
        response.setHeader("Retry-After", "5");
      }
      text(response, fault.httpStatus(), fault.message() + told(requestId));
    }
  }

  /** A parameter that Spring reads, which are whole numbers but for texts. */
  private static ServiceException mismatch(MethodArgumentTypeMismatchException wrong) {
    return new ServiceException(
        Code.BAD_PARAMETER,
        wrong.getName() + " must be a whole number of its range, not [" + wrong.getValue() + "]",
        wrong);
  }

  /** What the operator needs to find the failure in the logs. */
  private static String told(@Nullable String requestId) {
    return requestId == null ? "" : "\nRequest " + requestId;
  }

  private static String detail(ErrorResponse known) {
    String detail = known.getBody().getDetail();
    return detail == null ? String.valueOf(known.getBody().getTitle()) : detail;
  }

  private static void text(HttpServletResponse response, int status, String message)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write((message + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
