package org.almagest.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit of a request: what is within is answered, what is beyond is told the limit. */
class RequestLimitsTest {
  private static final String VOTABLE = "application/x-votable+xml";
  private static final String TEXT = "text/plain";

  private static final String SYNC = "POST /tap/sync";
  private static final String ASYNC = "POST /tap/async";
  private static final String GET = "GET /tap/sync?QUERY=SELECT";

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of("almagest.uploads.tables", 2));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** As it is on the wire: Java's own client refuses to send much of it. */
  private static String send(String head, String body) throws IOException {
    URI url = URI.create(service.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          head
              + (head.contains("Host:") ? "" : "\r\nHost: localhost")
              + "\r\nConnection: close"
              + (body.isEmpty()
                  ? ""
                  : "\r\nContent-Length: "
                      + body.length()
                      + (head.contains("Content-Type")
                          ? ""
                          : "\r\nContent-Type: application/x-www-form-urlencoded"))
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String many(int parameters) {
    return IntStream.range(0, parameters)
        .mapToObj(index -> "&P" + index + "=1")
        .collect(Collectors.joining("", "QUERY=SELECT", ""));
  }

  private static String parts(int parts) {
    return IntStream.range(0, parts)
            .mapToObj(
                index ->
                    "--xx\r\nContent-Disposition: form-data; name=\"P" + index + "\"\r\n\r\n1\r\n")
            .collect(Collectors.joining())
        + "--xx\r\nContent-Disposition: form-data; name=\"QUERY\"\r\n\r\nSELECT\r\n--xx--\r\n";
  }

  private static Arguments row(
      String what, String head, String body, int status, String type, String told) {
    return Arguments.of(what, head + " HTTP/1.1", body, status, type, told);
  }

  private static Arguments header(
      String what, String head, String header, int status, String type, String told) {
    return Arguments.of(what, head + " HTTP/1.1\r\n" + header, "", status, type, told);
  }

  static Stream<Arguments> requests() {
    return Stream.of(ofParameters(), ofTexts(), ofPartsAndPaths(), ofHeaders(), ofNumbers())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> ofParameters() {
    return Stream.of(
        row("1000 parameters", SYNC, many(999), 200, VOTABLE, "\"OK\""),
        row("1001 parameters", SYNC, many(1000), 400, VOTABLE, "at most 1000 parameters, not 1001"),
        row("1001 of a job", ASYNC, many(1000), 400, TEXT, "at most 1000 parameters, not 1001"),
        row("10001 parameters", SYNC, many(10_000), 400, VOTABLE, "at most 1000 of them"),
        row("a large form", SYNC, "QUERY=" + "x".repeat(9 << 20), 413, VOTABLE, "8 MB"),
        row("a name", SYNC, "QUERY=SELECT&" + "n".repeat(128) + "=1", 200, VOTABLE, "\"OK\""),
        row("a long name", SYNC, "n".repeat(129) + "=1", 400, VOTABLE, "at most 128 characters"),
        row(
            "a long value",
            SYNC,
            "QUERY=SELECT&X=" + "v".repeat(131_073),
            400,
            VOTABLE,
            "X must have at most 131072 characters, not 131073"));
  }

  private static Stream<Arguments> ofTexts() {
    return Stream.of(
        row(
            "a long query",
            SYNC,
            "QUERY=SELECT" + "+".repeat(1 << 20),
            400,
            VOTABLE,
            "QUERY must have at most 1048576 characters, not 1048582"),
        row(
            "the longest query",
            SYNC,
            "QUERY=SELECT" + "+".repeat((1 << 20) - 6),
            200,
            VOTABLE,
            "\"OK\""),
        row(
            "a long run id",
            SYNC,
            "QUERY=SELECT&RUNID=" + "r".repeat(65),
            400,
            VOTABLE,
            "RUNID must have at most 64 characters, not 65"),
        row("a run id", SYNC, "QUERY=SELECT&RUNID=" + "r".repeat(64), 200, VOTABLE, "\"OK\""),
        row(
            "a job's run id",
            ASYNC,
            "QUERY=SELECT&RUNID=" + "r".repeat(100_000),
            400,
            TEXT,
            "RUNID must have at most 64 characters"));
  }

  private static Stream<Arguments> ofPartsAndPaths() {
    String multipart = "Content-Type: multipart/form-data; boundary=xx";
    String upload = "QUERY=SELECT&UPLOAD=a%2Cparam:p;b%2Cparam:p;c%2Cparam:p";
    return Stream.of(
        row(
            "three uploads",
            SYNC,
            upload,
            413,
            VOTABLE,
            "UPLOAD has 3 tables, more than the limit of 2"),
        row(
            "a job's uploads",
            ASYNC,
            upload,
            413,
            TEXT,
            "UPLOAD has 3 tables, more than the limit of 2"),
        Arguments.of(
            "many parts",
            SYNC + " HTTP/1.1\r\n" + multipart,
            parts(300),
            413,
            VOTABLE,
            "200 parts"),
        Arguments.of(
            "some parts", SYNC + " HTTP/1.1\r\n" + multipart, parts(100), 200, VOTABLE, "\"OK\""),
        row("a deep path", "GET " + "/x".repeat(33), "", 400, TEXT, "at most 32 parts, not 33"),
        row(
            "a long part of a path",
            "GET /tap/async/" + "x".repeat(1025),
            "",
            400,
            TEXT,
            "Part 3 of the path must have at most 1024 characters, not 1025"),
        row(
            "no job of that id",
            "GET /tap/async/" + "x".repeat(1024),
            "",
            404,
            TEXT,
            "There is no job"));
  }

  private static Stream<Arguments> ofHeaders() {
    return Stream.of(
        row("a long address", GET + "&X=" + "x".repeat(70_000), "", 400, TEXT, "64 KB"),
        row(
            "a long address elsewhere",
            "GET /tap/async?X=" + "x".repeat(70_000),
            "",
            400,
            TEXT,
            "64 KB"),
        header("a long header", GET, "X-Long: " + "x".repeat(70_000), 400, VOTABLE, "64 KB"),
        header("a header", GET, "X-Long: " + "x".repeat(50_000), 200, VOTABLE, "\"OK\""),
        header("a header that is none", GET, "X Y: z", 400, VOTABLE, "not that of HTTP"));
  }

  private static Stream<Arguments> ofNumbers() {
    return Stream.of(
        header(
            "a port",
            GET,
            "X-Forwarded-Port: 70000",
            400,
            VOTABLE,
            "port [70000], which must be from 0 to 65535"),
        header("no port", GET, "X-Forwarded-Port: 99999999999", 400, VOTABLE, "cannot be read"),
        header(
            "a port of a host",
            GET,
            "X-Forwarded-Host: h:99999",
            400,
            VOTABLE,
            "the port of a host is from 0 to 65535"),
        header(
            "the host's port",
            GET,
            "Host: localhost:99999",
            400,
            VOTABLE,
            "port [99999], which must be from 0 to 65535"),
        row(
            "LAST",
            "GET /tap/async?LAST=99999999999",
            "",
            400,
            TEXT,
            "LAST must be a whole number"),
        row(
            "MAXREC",
            GET + "&MAXREC=99999999999999999999",
            "",
            400,
            VOTABLE,
            "MAXREC must be a whole number"),
        row(
            "limit",
            "GET /api/mydb/tables/x/rows?limit=99999999999",
            "",
            400,
            TEXT,
            "limit must be a whole number"),
        row("no such address", "GET /nowhere", "", 404, TEXT, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void requestIsAnsweredOrToldTheLimit(
      String what, String head, String body, int status, String type, String told)
      throws IOException {
    String answer = send(head, body);

    assertThat(answer).as(what).startsWith("HTTP/1.1 " + status);
    assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: " + type);
    assertThat(answer).contains(told).doesNotContain("<html", "Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "almagest.server.port, -1, 'must be from 0 to 65535, not [-1]'",
    "almagest.server.port, 65536, 'must be from 0 to 65535, not [65536]'",
    "almagest.server.port, 99999999999, almagest.server.port",
    "almagest.server.base-url, 'http://host:99999', must be like https://host/path",
    "almagest.server.base-url, 'mailto:me', must be like https://host/path",
    "almagest.server.base-url, 'https://host/?x=1', must be like https://host/path",
    "almagest.queue.planned-queries, 0, 'must be at least 1, not [0]'"
  })
  void settingIsRefusedByItsName(String name, String value, String message) {
    assertThatThrownBy(() -> ServiceSettings.load(Optional.empty(), Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
