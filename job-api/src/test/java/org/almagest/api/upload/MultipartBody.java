package org.almagest.api.upload;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A request body as browsers and clients of TAP make it (RFC 7578). */
final class MultipartBody {
  static final String TYPE = "multipart/form-data; boundary=almagest-boundary";
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MultipartBody field(String name, String value) {
    text("--almagest-boundary\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    text(value + "\r\n");
    return this;
  }

  MultipartBody file(String name, byte[] content) {
    text("--almagest-boundary\r\nContent-Disposition: form-data; name=\"" + name);
    text("\"; filename=\"" + name + ".xml\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    bytes.writeBytes(content);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  BodyPublisher finish() {
    text("--almagest-boundary--\r\n");
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }
}
