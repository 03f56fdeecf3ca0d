package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.almagest.api.error.ErrorMapper;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.job.NewJob;
import org.almagest.api.job.StuckWorkException;
import org.almagest.api.query.QueryType;
import org.almagest.api.query.SyncQueries;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.encode.VotableText;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.ClientPresence;
import org.almagest.api.web.RequestParameters;
import org.almagest.api.web.RequestParts;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Synchronous queries (TAP 1.1, section 2.1). */
@RestController
final class SyncController {
  private static final int BUFFER = 1 << 16;

  private final SyncQueries queries;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  SyncController(SyncQueries queries, UserResolver users, BaseUrl baseUrl) {
    this.queries = queries;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @RequestMapping(
      path = "/tap/sync",
      method = {RequestMethod.GET, RequestMethod.POST})
  void query(HttpServletRequest request, HttpServletResponse response) throws IOException {
    SyncAnswer answer = new SyncAnswer(request, response);
    try {
      RequestParameters parameters = RequestParameters.of(request);
      NewJob wanted =
          new NewJob(
              QueryType.NAME,
              users.principalOf(request),
              parameters.runId().orElse(null),
              parameters.ofJob(),
              baseUrl.of(request));
      // As long as the buffer is not full an error can still take the place of the first rows.
      response.setBufferSize(BUFFER);
      queries.run(
          wanted,
          new RequestParts(request),
          new ResponseSink(response, answer, parameters.format(), ClientPresence.of(request)));
      answer.finish();
    } catch (RuntimeException failure) {
      error(response, answer, failure);
    }
  }

  /** The rows become the answer. */
  private record ResponseSink(
      HttpServletResponse response, SyncAnswer answer, String asked, ClientPresence client)
      implements SyncQueries.Sink {

    @Override
    public OutputStream open(ResultFormat format) throws IOException {
      response.setContentType(format.contentType(asked));
      return answer.open();
    }

    @Override
    public boolean isGone() {
      return client.isGone();
    }
  }

  private static void error(
      HttpServletResponse response, SyncAnswer answer, RuntimeException failure)
      throws IOException {
    if (response.isCommitted()) {
      boolean endsItself = !(failure.getCause() instanceof StuckWorkException);
      if (endsItself
          && String.valueOf(response.getContentType()).startsWith("application/x-votable")) {
        // The document itself ends with the error.
        answer.finish();
        return;
      }
      // The client has part of an answer: only a broken connection tells it that the rest is
      // missing.
      throw new IOException("The answer broke off", failure);
    }
    Fault fault = ErrorMapper.map(failure);
    String requestId = response.getHeader("X-Request-Id");
    response.reset();
    response.setHeader("X-Request-Id", requestId);
    response.setStatus(fault.httpStatus());
    if (fault.httpStatus() == 503) {
      response.setHeader("Retry-After", "5");
    }
    response.setContentType("application/x-votable+xml");
    response
        .getOutputStream()
        .write(VotableText.error(fault.message()).getBytes(StandardCharsets.UTF_8));
  }
}
