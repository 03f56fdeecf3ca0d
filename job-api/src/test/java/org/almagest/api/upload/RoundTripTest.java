package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final String FIELDS =
      """
      <FIELD name="b" datatype="boolean"/>
      <FIELD name="ub" datatype="unsignedByte"/>
      <FIELD name="s" datatype="short"/>
      <FIELD name="i" datatype="int"/>
      <FIELD name="l" datatype="long"/>
      <FIELD name="f" datatype="float"/>
      <FIELD name="d" datatype="double" unit="deg" ucd="pos.eq.ra" utype="a:b"/>
      <FIELD name="c8" datatype="char" arraysize="8"/>
      <FIELD name="cs" datatype="char" arraysize="*"/>
      <FIELD name="us" datatype="unicodeChar" arraysize="*"/>
      <FIELD name="t" datatype="char" arraysize="*" xtype="timestamp"/>
      <FIELD name="bits" datatype="bit" arraysize="9"/>
      <FIELD name="ba" datatype="boolean" arraysize="3"/>
      <FIELD name="uba" datatype="unsignedByte" arraysize="*"/>
      <FIELD name="sa" datatype="short" arraysize="2"/>
      <FIELD name="ia" datatype="int" arraysize="*"/>
      <FIELD name="la" datatype="long" arraysize="2"/>
      <FIELD name="fa" datatype="float" arraysize="2x*"/>
      <FIELD name="da" datatype="double" arraysize="2x3"/>
      <FIELD name="fc" datatype="floatComplex"/>
      <FIELD name="dc" datatype="doubleComplex" arraysize="2"/>
      <FIELD name="ca" datatype="char" arraysize="4x2"/>
      <FIELD name="pt" datatype="double" arraysize="2" xtype="point"/>
      """;

  private static final String ROW =
      "<TR><TD>true</TD><TD>200</TD><TD>-3</TD><TD>7</TD><TD>9007199254740993</TD><TD>1.5</TD>"
          + "<TD>10.25</TD><TD>abc</TD><TD>hi &amp; &lt;ho&gt;</TD><TD>äö\u2603</TD>"
          + "<TD>2024-01-02T03:04:05.123</TD><TD>1 0 1 0 1 0 1 0 1</TD><TD>1 0 1</TD>"
          + "<TD>0 255</TD><TD>-1 2</TD><TD>1 2 3</TD><TD>1 -2</TD><TD>1.0 2.0 3.0 4.0</TD>"
          + "<TD>1.0 2.0 3.0 4.0 5.0 6.0</TD><TD>1.0 2.0</TD><TD>1.0 2.0 3.0 4.0</TD>"
          + "<TD>abcdefgh</TD><TD>10.0 20.0</TD></TR>\n";

  private static final String TABLE =
      "<VOTABLE version='1.4' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'><RESOURCE><TABLE>"
          + FIELDS
          + "<DATA><TABLEDATA>"
          + ROW
          + "<TR>"
          + "<TD/>".repeat(23)
          + "</TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.startWithDuckDb(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static byte[] query(byte[] table, String format)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        service
            .http()
            .send(
                service
                    .request("/tap/sync")
                    .header("Content-Type", MultipartBody.TYPE)
                    .POST(
                        new MultipartBody()
                            .field("LANG", "ADQL")
                            .field("QUERY", "SELECT * FROM TAP_UPLOAD.t")
                            .field("FORMAT", format)
                            .field("UPLOAD", "t,param:t")
                            .file("t", table)
                            .finish())
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.body();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void fieldsAndValuesComeBackAsTheyWereSent() throws Exception {
    String result = text(query(TABLE.getBytes(StandardCharsets.UTF_8), "votable"));

    assertThat(result).contains(ROW);
    for (String field : FIELDS.split("\n")) {
      assertThat(result).contains(field);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"votable", "votable/b2", "parquet"})
  void whatWasWrittenInAFormatIsReadAsTheSame(String format) throws Exception {
    byte[] sent = TABLE.getBytes(StandardCharsets.UTF_8);
    String direct = text(query(sent, "csv")).replace("NaN", "");

    assertThat(text(query(query(sent, format), "csv")).lines().limit(2).toList())
        .isEqualTo(direct.lines().limit(2).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"votable/b", "fits", "ecsv"})
  void formatsThatCannotTellAllKeepNumbers(String format) throws Exception {
    byte[] sent = TABLE.getBytes(StandardCharsets.UTF_8);

    assertThat(text(query(query(sent, format), "csv")).lines().skip(1).findFirst().orElse(""))
        .contains("9007199254740993")
        .contains("2024-01-02T03:04:05.123");
  }

  @Test
  void fieldsAndValuesOfAUserTableAreThoseOfTheResult() throws Exception {
    HttpResponse<String> created =
        service
            .http()
            .send(
                service
                    .request("/tap/async")
                    .header("Content-Type", MultipartBody.TYPE)
                    .POST(
                        new MultipartBody()
                            .field("LANG", "ADQL")
                            .field("QUERY", "SELECT * FROM TAP_UPLOAD.t")
                            .field("DESTINATION", "mydb.kept")
                            .field("PHASE", "RUN")
                            .field("UPLOAD", "t,param:t")
                            .file("t", TABLE.getBytes(StandardCharsets.UTF_8))
                            .finish())
                    .build(),
                BodyHandlers.ofString());
    String job = created.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(service.phase(job)).isEqualTo("COMPLETED"));

    String result =
        service
            .get(
                "/tap/sync?"
                    + TestService.encoded("LANG", "ADQL", "QUERY", "SELECT * FROM mydb.kept"))
            .body();

    for (String field : FIELDS.split("\n")) {
      assertThat(result).contains(field);
    }
    String again =
        service
            .get(
                "/tap/sync?"
                    + TestService.encoded(
                        "LANG", "ADQL", "QUERY", "SELECT * FROM mydb.kept", "FORMAT", "votable/td"))
            .body();
    assertThat(again).contains(ROW);
  }
}
