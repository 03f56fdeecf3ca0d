package org.almagest.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file that does not change, as an answer: all of it or a part, or that it is known already. */
public final class FileAnswer {
  private final Path file;
  private final String contentType;
  private final String disposition;
  private final String tag;

  /**
   * @param tag tells this content from any other
   */
  public FileAnswer(Path file, String contentType, String fileName, String tag) {
    this.file = file;
    this.contentType = contentType;
    this.disposition =
        (contentType.startsWith("text/html") ? "inline" : "attachment")
            + "; filename=\""
            + fileName
            + "\"";
    this.tag = tag;
  }

  /** Sends the file, or the part of it that is asked for. */
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    long size = Files.size(file);
    String strong = '"' + tag + '"';
    response.setHeader("Accept-Ranges", "bytes");
    response.setDateHeader("Last-Modified", Files.getLastModifiedTime(file).toMillis());
    response.setHeader("ETag", strong);
    response.setHeader("Vary", "Accept-Encoding");
    Optional<String> known = header(request, "If-None-Match");
    if (known.isPresent() && (known.get().contains(strong) || known.get().strip().equals("*"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(contentType);
    response.setHeader("Content-Disposition", disposition);
    boolean fits = header(request, "If-Range").map(strong::equals).orElse(true);
    Optional<String> range = fits ? header(request, "Range") : Optional.empty();
    Optional<ByteRange> wanted = range.flatMap(header -> ByteRange.of(header, size));
    if (wanted.isEmpty()) {
      whole(request, response, size);
    } else if (wanted.get().length() > 0) {
      part(response, wanted.get(), size);
    } else {
      response.setHeader("Content-Range", "bytes */" + size);
      response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
    }
  }

  private static Optional<String> header(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  private void whole(HttpServletRequest request, HttpServletResponse response, long size)
      throws IOException {
    if (GzipAnswers.isAccepted(request) && GzipAnswers.pays(contentType)) {
      response.setHeader("Content-Encoding", "gzip");
      response.setHeader("ETag", "W/\"" + tag + '"');
      try (GZIPOutputStream out = GzipAnswers.stream(response.getOutputStream())) {
        Files.copy(file, out);
      }
      return;
    }
    response.setContentLengthLong(size);
    Files.copy(file, response.getOutputStream());
  }

  private void part(HttpServletResponse response, ByteRange range, long size) throws IOException {
    response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
    response.setContentLengthLong(range.length());
    response.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + size);
    OutputStream out = response.getOutputStream();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = range.first();
      while (position <= range.last()) {
        position +=
            channel.transferTo(position, range.last() - position + 1, Channels.newChannel(out));
      }
    }
  }
}
