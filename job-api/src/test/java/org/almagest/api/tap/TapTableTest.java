package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of resources and parameters of TAP 1.1 and DALI 1.1, walked line by line; each query
 * by GET, as a form and as a multipart form.
 */
class TapTableTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            Map.of("almagest.jobs.default-maxrec", "50", "almagest.jobs.hard-maxrec", "100"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> send(String way, String form)
      throws IOException, InterruptedException {
    if (way.equals("GET")) {
      return service.get("/tap/sync?" + form);
    }
    boolean multipart = way.equals("MULTIPART");
    return service
        .http()
        .send(
            service
                .request("/tap/sync")
                .header(
                    "Content-Type",
                    multipart
                        ? "multipart/form-data; boundary=xx"
                        : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(multipart ? multipart(form) : form))
                .build(),
            BodyHandlers.ofString());
  }

  private static String multipart(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .map(
            pair ->
                "--xx\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(
                        pair[0], java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)))
        .collect(Collectors.joining("", "", "--xx--\r\n"));
  }

  @ParameterizedTest(name = "[{0}]: {1} {2} with {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # parameters, status, content type, text in the answer
          'LANG=ADQL&QUERY=SELECT', 200, application/x-votable+xml, OK
          'lang=adql&query=SELECT', 200, application/x-votable+xml, OK
          'LANG=ADQL-2.0&QUERY=SELECT', 200, application/x-votable+xml, OK
          'LANG=ADQL-2.1&QUERY=SELECT', 200, application/x-votable+xml, OK
          'QUERY=SELECT', 200, application/x-votable+xml, OK
          'LANG=ADQL-9&QUERY=SELECT', 400, application/x-votable+xml, 'LANG [ADQL-9]'
          'LANG=ADQL', 400, application/x-votable+xml, There is no QUERY
          'QUERY=SELECT&QUERY=SELECT', 200, application/x-votable+xml, OK
          'QUERY=SELECT&Query=SELECT+rows%3D2', 400, application/x-votable+xml, more than once
          'QUERY=SELECT&REQUEST=doQuery&VERSION=1.0', 200, application/x-votable+xml, OK
          'QUERY=SELECT&DUMMY=ignore-me', 200, application/x-votable+xml, OK
          'QUERY=SELECT&RUNID=night', 200, application/x-votable+xml, OK
          'QUERY=SELECT&FORMAT=csv', 200, text/csv, 'id,ra'
          'QUERY=SELECT&RESPONSEFORMAT=CSV', 200, text/csv, 'id,ra'
          'QUERY=SELECT&RESPONSEFORMAT=text%2Fcsv', 200, text/csv, 'id,ra'
          'QUERY=SELECT&RESPONSEFORMAT=csv&FORMAT=votable', 200, text/csv, 'id,ra'
          'QUERY=SELECT&RESPONSEFORMAT=tsv', 200, text/tab-separated-values, id
          'QUERY=SELECT&RESPONSEFORMAT=votable%2Ftd', 200, application/x-votable+xml, TABLEDATA
          'QUERY=SELECT&RESPONSEFORMAT=excel', 400, application/x-votable+xml, '[excel]'
          'QUERY=SELECT+rows%3D5&MAXREC=0', 200, application/x-votable+xml, OVERFLOW
          'QUERY=SELECT+rows%3D5&MAXREC=4', 200, application/x-votable+xml, OVERFLOW
          'QUERY=SELECT+rows%3D5&MAXREC=-1', 400, application/x-votable+xml, MAXREC
          'QUERY=SELECT+rows%3D5&MAXREC=', 200, application/x-votable+xml, OK
          'QUERY=SELECT+rows%3D51', 200, application/x-votable+xml, OVERFLOW
          'QUERY=SELECT+rows%3D101&MAXREC=1000000', 200, application/x-votable+xml, OVERFLOW
          """)
  void queryIsAnswered(String form, int status, String type, String text) throws Exception {
    for (String way : new String[] {"GET", "FORM", "MULTIPART"}) {
      HttpResponse<String> answer = send(way, form);

      assertThat(answer.statusCode()).as("%s: %s", way, answer.body()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith(type);
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(answer.body()).as(way).contains(text);
    }
  }

  @Test
  void formsThatAreTooLargeAreRefusedAsSuch() throws Exception {
    String large = "QUERY=SELECT+" + "x".repeat(9 << 20);
    HttpResponse<String> answer = send("FORM", large);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than this service reads");
    assertThat(send("MULTIPART", "QUERY=SELECT&file=" + "x".repeat(41 << 20)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void formsThatCannotBeReadAreWrong() throws Exception {
    assertThat(rawGet("/tap/sync?QUERY=%zz")).startsWith("HTTP/1.1 400");
  }

  /** Java's own client refuses to send what is not a URI. */
  private static String rawGet(String target) throws IOException {
    java.net.URI url = java.net.URI.create(service.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest(name = "MAXREC {0} of {1} rows is no overflow")
  @CsvSource({"5, 5", "6, 5", "100, 100", "1000000, 100"})
  void rowsThatAreAllThereAreNoOverflow(long maxrec, long rows) throws Exception {
    assertThat(send("FORM", "QUERY=SELECT+rows%3D" + rows + "&MAXREC=" + maxrec).body())
        .doesNotContain("OVERFLOW");
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # method, resource, status, content type
          GET, /, 200, text/plain
          GET, /tap, 200, text/html
          GET, /tap/, 200, text/html
          GET, /tap/capabilities, 200, application/xml
          HEAD, /tap/capabilities, 200, application/xml
          GET, /tap/capabilities/, 200, application/xml
          GET, /tap/availability, 200, application/xml
          GET, /tap/tables, 200, application/xml
          GET, /tap/tables?detail=min, 200, application/xml
          GET, /tap/tables?DETAIL=max, 200, application/xml
          GET, /tap/tables?detail=some, 400, text/plain
          GET, /tap/tables/dr1.Object, 200, application/xml
          GET, /tap/tables/DR1.object, 200, application/xml
          GET, /tap/tables/dr1.a/b, 200, application/xml
          GET, /tap/tables/dr1.%22a/b%22, 200, application/xml
          GET, /tap/tables/dr1.a%2Fb, 200, application/xml
          GET, /tap/async/a%2Fb, 404, text/plain
          GET, /tap/tables/dr1.Nothing, 404, text/plain
          GET, /tap/examples, 200, application/xhtml+xml
          GET, /tap/examples/dr1, 200, application/xhtml+xml
          GET, /tap/examples/nothing, 404, text/plain
          GET, /tap/async, 200, application/xml
          GET, /tap/nothing, 404, text/plain
          POST, /tap/tables, 405, text/plain
          PUT, /tap/sync, 405, text/plain
          """)
  void resourceIsThere(String method, String resource, int status, String type) throws Exception {
    HttpResponse<String> answer =
        service
            .http()
            .send(
                service
                    .request(resource)
                    .header("Accept", "application/x-whatever")
                    .method(method, BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith(type);
    assertThat(answer.headers().firstValue("Server")).get().asString().startsWith("Almagest/");
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow")).get().asString().contains("GET");
    }
  }
}
