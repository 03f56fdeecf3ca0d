package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.almagest.api.web.GzipAnswers;
import org.jspecify.annotations.Nullable;

/** The body of an answer, compressed if its client asks for that. */
final class SyncAnswer {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private @Nullable GZIPOutputStream compressed;

  SyncAnswer(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Opens the body of an answer whose content type is set. */
  OutputStream open() throws IOException {
    response.setHeader("Vary", "Accept-Encoding");
    OutputStream out = response.getOutputStream();
    if (!GzipAnswers.isAccepted(request)
        || !GzipAnswers.pays(String.valueOf(response.getContentType()))) {
      return out;
    }
    response.setHeader("Content-Encoding", "gzip");
    compressed = GzipAnswers.stream(out);
    return compressed;
  }

  /** Ends a body that is whole. */
  void finish() throws IOException {
    if (compressed != null) {
      compressed.finish();
    }
  }
}
