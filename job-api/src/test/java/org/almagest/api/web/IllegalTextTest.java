package org.almagest.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IllegalTextTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> form(String path, String body) throws Exception {
    return service
        .http()
        .send(
            service
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpResponse<String> multipart(String path, String body) throws Exception {
    StringBuilder parts = new StringBuilder();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      String value = java.net.URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      parts.append("--xx\r\nContent-Disposition: form-data; name=\"");
      parts.append(pair, 0, equals).append("\"\r\n\r\n").append(value).append("\r\n");
    }
    return service
        .http()
        .send(
            service
                .request(path)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(BodyPublishers.ofString(parts + "--xx--\r\n"))
                .build(),
            BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "QUERY=SELECT%00, The parameter QUERY has the character U+0000 at position 7",
    "QUERY=SELECT+a%01b, The parameter QUERY has the character U+0001 at position 9",
    "QUERY=SELECT&RUNID=%1f, The parameter RUNID has the character U+001F at position 1",
    "QUERY=SELECT&FORMAT=%00, The parameter FORMAT has the character U+0000 at position 1",
    "QUERY=SELECT&X=%EF%BF%BE, The parameter X has the character U+FFFE at position 1",
    "QUERY=SELECT&UPLOAD=a%2Cparam%3A%00, The parameter UPLOAD has the character U+0000"
  })
  void valueIsRefusedWithItsPlaceHoweverItIsSent(String body, String message) throws Exception {
    for (String path : new String[] {"/tap/sync", "/tap/async", "/api/check", "/api/explain"}) {
      for (HttpResponse<String> answer :
          new HttpResponse[] {form(path, body), multipart(path, body)}) {
        if (body.contains("RUNID") && path.startsWith("/api")) {
          continue;
        }
        assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
      }
    }
    assertThat(service.get("/tap/sync?" + body).body()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "A%01=1, The name of a parameter has the character U+0001 at position 2",
    "%00=1, The name of a parameter has the character U+0000 at position 1"
  })
  void nameIsRefusedWithItsPlace(String parameter, String message) throws Exception {
    for (String path : new String[] {"/tap/sync", "/tap/async", "/api/match"}) {
      HttpResponse<String> answer = form(path, "QUERY=SELECT&" + parameter);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains(message);
    }
  }

  @Test
  void formThatIsNotUtf8IsRefused() throws Exception {
    for (String bytes : new String[] {"%ED%A0%80", "%C3", "%FF"}) {
      assertThat(form("/tap/sync", "QUERY=SELECT" + bytes).statusCode()).as(bytes).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/tap/async/a%01b, Part 3 of the path has the character U+0001 at position 2",
    "/tap/async/x/parameters/%1F, Part 5 of the path has the character U+001F at position 1",
    "/api/jobs/%EF%BF%BF, Part 3 of the path has the character U+FFFF at position 1",
    "/api/mydb/tables/%0Bx, Part 4 of the path has the character U+000B at position 1",
    "/tap/tables/dr1.%02, Part 3 of the path has the character U+0002 at position 5"
  })
  void pathIsRefusedWithItsPlace(String path, String message) throws Exception {
    HttpResponse<String> answer = service.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void nulInAPathIsRefused() throws Exception {
    assertThat(service.get("/tap/async/a%00b").statusCode()).isEqualTo(400);
  }

  @Test
  void parameterThatIsPutIsCheckedToo() throws Exception {
    String job = form("/tap/async", "QUERY=SELECT").headers().firstValue("Location").orElseThrow();
    Map<byte[], String> wrong =
        Map.of(
            new byte[] {'a', 0},
            "has the character U+0000 at position 2",
            new byte[] {'a', (byte) 0xff},
            "is not UTF-8",
            "x".repeat(65).getBytes(StandardCharsets.UTF_8),
            "at most 64 characters, not 65");
    for (Map.Entry<byte[], String> body : wrong.entrySet()) {
      HttpResponse<String> answer =
          service
              .http()
              .send(
                  service
                      .request(job + "/parameters/RUNID")
                      .PUT(BodyPublishers.ofByteArray(body.getKey()))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("RUNID", body.getValue());
    }
    assertThat(service.get(job).body()).doesNotContain("RUNID");
    assertThat(service.delete(job).statusCode()).isEqualTo(303);
  }

  @Test
  void textsOfAllLanguagesAreNotRefused() throws Exception {
    String job =
        form("/tap/async", "QUERY=SELECT+%C3%A9%F0%9F%8C%8C%0A&RUNID=%E5%A4%9C&PHASE=RUN")
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .substring(service.url().length());
    await().atMost(Duration.ofSeconds(20)).until(() -> service.phase(job).equals("COMPLETED"));

    assertThat(service.get(job).body()).contains("<uws:runId>夜</uws:runId>", "é");
  }

  /** Of what was stored before it was refused, too. */
  @Test
  void documentIsXmlWhateverItTells() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String wrong = "a\u0000\u0001\ud800\ufffe<&>\"";
    XmlDocument xml = new XmlDocument(bytes, "root", Map.of());
    xml.attribute("id", wrong).text(wrong);
    xml.finish();

    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes.toByteArray()))
            .getDocumentElement();
    assertThat(root.getTextContent()).isEqualTo("a\ufffd\ufffd\ufffd\ufffd<&>\"");
    assertThat(root.getAttribute("id")).isEqualTo(root.getTextContent());
  }
}
