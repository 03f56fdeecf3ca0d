package org.almagest.api.uws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultDeliveryTest {
  private static TestService service;
  private static String result;
  private static byte[] whole;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    String job = service.submit("QUERY", "SELECT rows=100", "LANG", "ADQL", "FORMAT", "csv");
    await().until(() -> service.phase(job).equals("COMPLETED"));
    result = job + "/results/result";
    whole = get().body();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<byte[]> get(String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = service.request(result);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return service.http().send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void lengthTagAndNameAreTold() throws Exception {
    HttpResponse<byte[]> answer = get();

    assertThat(header(answer, "Content-Length")).isEqualTo("" + whole.length);
    assertThat(header(answer, "ETag")).matches("\"[^\"]+\"");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Content-Disposition")).matches("attachment; filename=\".*[.]csv\"");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void votableNamesTheResourceThatTheQueryWasSentTo() throws Exception {
    String job = service.submit("QUERY", "SELECT rows=1", "LANG", "ADQL");
    await().until(() -> service.phase(job).equals("COMPLETED"));

    assertThat(service.get(job + "/results/result").body())
        .contains("value=\"ivo://ivoa.net/std/TAP#async-1.1\"");
    assertThat(service.get("/tap/sync?LANG=ADQL&QUERY=SELECT+rows=1").body())
        .contains("value=\"ivo://ivoa.net/std/TAP#sync-1.1\"");
  }

  @Test
  void partsAreSent() throws Exception {
    HttpResponse<byte[]> part = get("Range", "bytes=10-19");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 10-19/" + whole.length);

    assertThat(get("Range", "bytes=-5").body())
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(get("Range", "bytes=7-").body())
        .isEqualTo(Arrays.copyOfRange(whole, 7, whole.length));
    assertThat(get("Range", "bytes=0-1,5-6").body()).isEqualTo(whole);
    assertThat(get("Range", "bytes=0-4", "If-Range", "\"other\"").body()).isEqualTo(whole);
    HttpResponse<byte[]> outside = get("Range", "bytes=" + whole.length + "-");
    assertThat(outside.statusCode()).isEqualTo(416);
    assertThat(header(outside, "Content-Range")).isEqualTo("bytes */" + whole.length);
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    HttpResponse<byte[]> again = get("If-None-Match", header(get(), "ETag"));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void onlyWhoAsksForGzipGetsIt() throws Exception {
    HttpResponse<byte[]> packed = get("Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(unpacked(packed.body())).isEqualTo(whole);
    assertThat(header(get("Accept-Encoding", "gzip;q=0"), "Content-Encoding")).isEmpty();

    HttpResponse<byte[]> sync =
        service
            .http()
            .send(
                service
                    .request("/tap/sync?LANG=ADQL&FORMAT=csv&QUERY=SELECT+rows=100")
                    .header("Accept-Encoding", "gzip")
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(header(sync, "Content-Encoding")).isEqualTo("gzip");
    assertThat(unpacked(sync.body())).isEqualTo(whole);
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
