package org.almagest.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compression of answers, for those who ask for it. */
public final class GzipAnswers {

  private GzipAnswers() {}

  /** Whether a client takes gzip (RFC 9110, section 12.5.3). */
  public static boolean isAccepted(HttpServletRequest request) {
    for (String header : Collections.list(request.getHeaders("Accept-Encoding"))) {
      for (String coding : header.toLowerCase(Locale.ROOT).split(",")) {
        String[] parts = coding.replace(" ", "").split(";");
        if (parts[0].equals("gzip")) {
          return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
        }
      }
    }
    return false;
  }

  /** Whether a type of content becomes smaller. */
  public static boolean pays(String contentType) {
    return !contentType.startsWith("application/vnd.");
  }

  /** A stream that compresses fast rather than well. */
  public static GZIPOutputStream stream(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, 1 << 15) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }
}
