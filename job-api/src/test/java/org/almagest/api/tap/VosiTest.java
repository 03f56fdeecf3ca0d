package org.almagest.api.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VosiTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void tablesAreThoseOfTheCatalog() throws Exception {
    assertThat(service.get("/tap/tables").body())
        .contains("<name>dr1.Object</name>", "<name>mydb</name>")
        .contains("<description>Things &amp; stars</description>")
        .contains("<name>\"size\"</name>")
        .contains("extendedType=\"timestamp\"");
    assertThat(service.get("/tap/tables?detail=min").body())
        .contains("<name>dr1.Object</name>")
        .doesNotContain("<column");
    assertThat(service.get("/tap/tables?only_tables=true").body())
        .isEqualTo(service.get("/tap/tables?detail=min").body());
    assertThat(service.get("/tap/tables/dr1.Object").body()).contains("<vosi:table", "objectId");
    assertThat(service.get("/tap/tables/dr1.Nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void keysAreShownWithTheNamesOfTheirTables() throws Exception {
    assertThat(service.get("/tap/tables/dr1.a/b").body())
        .contains(
            "<foreignKey><targetTable>dr1.Object</targetTable><fkColumn>"
                + "<fromColumn>objectId</fromColumn><targetColumn>objectId</targetColumn>");
  }

  @Test
  void tablesAreSentAgainOnlyIfTheyChanged() throws Exception {
    String tag = service.get("/tap/tables").headers().firstValue("ETag").orElseThrow();
    assertThat(tables("If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(tables("If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
    assertThat(service.get("/tap/tables?detail=min").headers().firstValue("ETag"))
        .isNotEmpty()
        .isNotEqualTo(java.util.Optional.of(tag));
  }

  @Test
  void tablesAreCompressedForThoseWhoAskForIt() throws Exception {
    HttpResponse<byte[]> packed = tables("Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (var body = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(service.get("/tap/tables").body());
    }
    assertThat(tables("Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
        .isEmpty();
  }

  private static HttpResponse<byte[]> tables(String header, String value) throws Exception {
    return service
        .http()
        .send(
            service.request("/tap/tables").header(header, value).build(),
            BodyHandlers.ofByteArray());
  }

  @Test
  void capabilitiesNameTheAddressThatWasUsed() throws Exception {
    assertThat(service.get("/tap/capabilities").body())
        .contains(">" + service.url() + "/tap</accessURL>")
        .contains("ivo://ivoa.net/std/TAP\"")
        .doesNotContain("securityMethod");
    String behindProxy =
        service
            .http()
            .send(
                service
                    .request("/tap/capabilities")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "tap.example.org")
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(behindProxy).contains(">https://tap.example.org/tap</accessURL>");
  }

  @Test
  void capabilitiesTellFormatsAndHowMuchMayBeSent() throws Exception {
    assertThat(service.get("/tap/capabilities").body().replaceAll(">\\s+<", "><"))
        .contains("<mime>application/vnd.sqlite3</mime><alias>sqlite</alias>")
        .contains("<uploadLimit><hard unit=\"byte\">268435456</hard></uploadLimit>");
  }

  @Test
  void capabilitiesDeclareTheFeaturesOfAdql() throws Exception {
    assertThat(service.get("/tap/capabilities").body())
        .contains(
            "TAPRegExt#features-adqlgeo",
            "<form>POLYGON</form>",
            "TAPRegExt#features-udf",
            "<form>ivo_hasword(haystack TEXT, needle TEXT) -",
            "TAPRegExt#features-adql-common-table",
            "TAPRegExt#features-adql-sets",
            "TAPRegExt#features-adql-string",
            "TAPRegExt#features-adql-type",
            "TAPRegExt#features-adql-unit",
            "TAPRegExt#features-adql-offset")
        .doesNotContain("features-adql-conditional");
  }

  @Test
  void serviceSaysHowItIs() throws Exception {
    assertThat(service.get("/tap/availability").body()).contains("available>true<");
    assertThat(service.get("/tap").body()).contains(service.url() + "/tap");
    assertThat(service.get("/api/status").body())
        .contains("\"name\":\"dr1.Object\"", "\"rows\":1000", "\"scripted\":\"ready\"");
    assertThat(service.get("/api/explain?" + TestService.encoded("query", "SELECT rows=9")).body())
        .isEqualTo("Scripted(rows=9)");
    assertThat(service.get("/api/explain?" + TestService.encoded("query", "DUFF")).body())
        .contains("Line 1, column 1: Encountered [DUFF]");
    assertThat(service.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(service.delete("/tap/tables").statusCode()).isEqualTo(405);
  }

  @Test
  void portThatIsTakenIsNamed() {
    int port = java.net.URI.create(service.url()).getPort();
    assertThatThrownBy(() -> TestService.start(Map.of("almagest.server.port", port)))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(BindException.class)
        .hasMessageContaining("cannot listen on port " + port + " of 127.0.0.1");
  }
}
