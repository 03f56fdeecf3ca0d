package org.almagest.api.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.almagest.api.error.DiskFull;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.upload.UploadParts;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * The parts of a request of type {@code multipart/form-data} (RFC 7578); of others there is none.
 */
public final class RequestParts implements UploadParts {
  private final HttpServletRequest request;

  /** The parts of a request. */
  public RequestParts(HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    if (!isMultipart(request)) {
      return Optional.empty();
    }
    try {
      Part part = request.getPart(name);
      return part == null ? Optional.empty() : Optional.of(part.getInputStream());
    } catch (ServletException | IllegalStateException failure) {
      throw new IOException(failure);
    }
  }

  static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** What the server's refusal of a request means to its user. */
  static ServiceException refused(MultipartException failure) {
    if (DiskFull.causes(failure)) {
      return new ServiceException(
          Code.DISK_FULL, "No space is left for what the request sends along", failure);
    }
    return failure instanceof MaxUploadSizeExceededException
        ? new ServiceException(
            Code.TOO_LARGE,
            "The request is larger than the service takes: the capabilities tell how much that is;"
                + " it has at most "
                + RequestLimits.PARTS
                + " parts",
            failure)
        : new ServiceException(
            Code.BAD_PARAMETER,
            "The request is not multipart/form-data that can be read, with at most "
                + RequestLimits.PARTS
                + " parts: "
                + failure.getMessage(),
            failure);
  }
}
