package org.almagest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP to one service. */
final class ServiceClient {

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  ServiceClient(URI base) {
    this.base = base;
  }

  /** The answer to a form; the caller closes its body. */
  HttpResponse<InputStream> post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The answer to a GET; the caller closes its body. */
  HttpResponse<InputStream> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** The text of an answer that must be a success. */
  String text(HttpResponse<InputStream> response) {
    String text = body(response);
    if (response.statusCode() >= 400) {
      throw new CommandFailure(ErrorDocument.message(text));
    }
    return text;
  }

  static String body(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("The answer of the service broke off: " + e.getMessage(), e);
    }
  }

  URI uri(String path) {
    return URI.create(base + path);
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new CommandFailure("No service answers at " + base + "; is it up?", e);
    } catch (IOException e) {
      throw new CommandFailure("The service at " + base + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
