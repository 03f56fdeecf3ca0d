package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that do not wait for the end of their synchronous query. */
class LeavingClientTest {
  private static final String SLOW = "QUERY=SELECT%20rows=1%20delay=30000&FORMAT=csv";

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Socket send(String request) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(service.url()).getPort());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static void assertStoppedWithinTwoSeconds(String request) throws IOException {
    int started = service.engine().executionsStarted();
    int cancelled = service.engine().executionsCancelled();
    int closed = service.engine().executionsClosed();
    try (Socket socket = send(request)) {
      assertThat(socket.isConnected()).isTrue();
      await().until(() -> service.engine().executionsStarted() > started);
    }
    await()
        .atMost(Duration.ofSeconds(2))
        .until(
            () ->
                service.engine().executionsCancelled() > cancelled
                    && service.engine().executionsClosed() > closed);
  }

  @Test
  void stopTheirQueryBeforeItsFirstRow() throws Exception {
    assertStoppedWithinTwoSeconds("GET /tap/sync?" + SLOW + " HTTP/1.1\r\nHost: here\r\n\r\n");
  }

  @Test
  void stopTheirQueryThatCameAsAForm() throws Exception {
    assertStoppedWithinTwoSeconds(
        "POST /tap/sync HTTP/1.1\r\nHost: here\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + SLOW.length()
            + "\r\n\r\n"
            + SLOW);
  }

  @Test
  void doNotIncludeThoseWhoSendTheNextRequestAlready() throws Exception {
    String ask =
        "GET /tap/sync?QUERY=SELECT%20rows=2%20delay=800&FORMAT=csv HTTP/1.1\r\nHost: here\r\n";
    try (Socket socket = send(ask + "\r\n")) {
      socket
          .getOutputStream()
          .write((ask + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      try (InputStream answers = socket.getInputStream()) {
        assertThat(new String(answers.readAllBytes(), StandardCharsets.UTF_8))
            .containsSubsequence("HTTP/1.1 200", "2,21.0,", "HTTP/1.1 200", "2,21.0,");
      }
    }
  }
}
