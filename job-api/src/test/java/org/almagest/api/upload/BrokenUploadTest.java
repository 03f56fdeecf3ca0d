package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are not whole, or do not hold what they declare, are refused; nulls are nulls. */
class BrokenUploadTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.startWithDuckDb(Map.of("almagest.uploads.size", "40MB"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> send(byte[] file) throws IOException, InterruptedException {
    return service
        .http()
        .send(
            service
                .request("/tap/sync")
                .header("Content-Type", MultipartBody.TYPE)
                .POST(
                    new MultipartBody()
                        .field("LANG", "ADQL")
                        .field("FORMAT", "csv")
                        .field("QUERY", "SELECT * FROM TAP_UPLOAD.t")
                        .field("UPLOAD", "t,param:part")
                        .file("part", file)
                        .finish())
                .build(),
            BodyHandlers.ofString());
  }

  private static String refusal(byte[] file) throws IOException, InterruptedException {
    HttpResponse<String> response = send(file);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    return response.body();
  }

  private static String refusal(String file) throws IOException, InterruptedException {
    return refusal(file.getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(byte[] file) throws IOException, InterruptedException {
    HttpResponse<String> response = send(file);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String votable(String fields, String data) {
    return "<VOTABLE><RESOURCE><TABLE>"
        + fields
        + "<DATA>"
        + data
        + "</DATA></TABLE></RESOURCE></VOTABLE>";
  }

  private static String cell(String type, String cell) {
    return votable(
        "<FIELD name='a' " + type + "/>",
        "<TABLEDATA><TR><TD></TD></TR><TR><TD>" + cell + "</TD></TR></TABLEDATA>");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String ecsv(String datatype, String... cells) {
    return "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, "
        + datatype
        + "}\n# - {name: b, datatype: string}\na b\n"
        + String.join(" x\n", cells)
        + " x\n";
  }

  private static byte[] fits(int declaredRows, String form, byte[]... rows) throws IOException {
    ByteArrayOutputStream fits = new ByteArrayOutputStream();
    fits.write(header("SIMPLE", "T", "BITPIX", "8", "NAXIS", "0", "EXTEND", "T"));
    fits.write(
        header(
            "XTENSION",
            "'BINTABLE'",
            "BITPIX",
            "8",
            "NAXIS",
            "2",
            "NAXIS1",
            Integer.toString(rows[0].length),
            "NAXIS2",
            Integer.toString(declaredRows),
            "PCOUNT",
            "0",
            "GCOUNT",
            "1",
            "TFIELDS",
            "1",
            "TTYPE1",
            "'a       '",
            "TFORM1",
            "'" + form + "'"));
    for (byte[] row : rows) {
      fits.write(row);
    }
    if (rows.length == declaredRows) {
      fits.write(new byte[2880 - declaredRows * rows[0].length]);
    }
    return fits.toByteArray();
  }

  private static byte[] header(String... cards) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < cards.length; index += 2) {
      String value = cards[index + 1];
      // Numbers end in column 30, texts begin in column 11 (FITS standard 4.0, section 4.2).
      String form = value.startsWith("'") ? "%-8s= %-20s%50s" : "%-8s= %20s%50s";
      text.append(String.format(Locale.ROOT, form, cards[index], value, ""));
    }
    text.append("END");
    return (text + " ".repeat(2880 - text.length())).getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\ufeff"})
  void anEmptyUploadIsRefused(String content) throws Exception {
    assertThat(refusal(content)).contains("The upload [t] ");
    assertThat(refusal("")).contains("The upload [t] is empty");
    assertThat(refusal(gzip(new byte[0]))).contains("The upload [t] is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          datatype='int'                       | abc              | [abc] is not a whole number of 32 bits (int)
          datatype='int'                       | 3000000000       | [3000000000] is not a whole number of 32 bits (int)
          datatype='short'                     | 1.5              | [1.5] is not a whole number of 16 bits (short)
          datatype='unsignedByte'              | 256              | [256] is not a whole number from 0 to 255
          datatype='long'                      | 9223372036854775808 | is not a whole number of 64 bits (long)
          datatype='float'                     | 1e39             | [1e39] is not a number that a float holds (float)
          datatype='double'                    | 1e400            | [1e400] is not a number that a double holds (double)
          datatype='double'                    | 1.5d             | [1.5d] is not a number
          datatype='boolean'                   | maybe            | [maybe] is not true or false
          datatype='char' arraysize='1'        | ab               | [ab] is not one character
          datatype='int' arraysize='*'         | 1 x 3            | [x] is not a whole number of 32 bits
          datatype='int' arraysize='3'         | 1 2              | it has 2 elements, 3 are declared
          datatype='floatComplex'              | 1                | it has 1 elements, 2 are declared
          datatype='bit' arraysize='*'         | 012              | [2] is not a bit
          """)
  void aCellThatIsNotOfItsTypeIsRefusedWithItsPlace(String type, String cell, String problem)
      throws Exception {
    assertThat(refusal(cell(type, cell)))
        .contains("row 2: column [a]: ")
        .contains(problem.replace("&", "&amp;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          int32   | abc    | [abc] is not a whole number of 32 bits (int32)
          uint8   | 256    | [256] is not a whole number from 0 to 255 (uint8)
          int8    | 200    | [200] is not a whole number from -128 to 127 (int8)
          float32 | 1e39   | [1e39] is not a number that a float holds (float32)
          bool    | maybe  | [maybe] is not True or False (bool)
          """)
  void aCellOfEcsvThatIsNotOfItsTypeIsRefused(String type, String cell, String problem)
      throws Exception {
    assertThat(refusal(ecsv("datatype: " + type, "\"\"", cell)))
        .contains("row 2: column [a]: " + problem);
  }

  @Test
  void anElementOfAnArrayOfEcsvIsLookedAtToo() throws Exception {
    assertThat(
            refusal(
                ecsv(
                    "datatype: string, subtype: 'int32[null]'", "\"[1,2]\"", "\"[1,3000000000]\"")))
        .contains("row 2: column [a]: [3000000000] is not a whole number of 32 bits");
    assertThat(
            refusal(
                "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: int32}\na\n1\n\"\"\n3\n"))
        .contains("has an empty row after row 1");
  }

  @Test
  void nullsStayNulls() throws Exception {
    String field = "<FIELD name='a' datatype='int'><VALUES null='-99'/></FIELD>";
    for (String cell : List.of("", " ", "NaN", "-99")) {
      String rows = "<TABLEDATA><TR><TD>5</TD></TR><TR><TD>" + cell + "</TD></TR></TABLEDATA>";
      assertThat(answer(votable(field, rows).getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("a\r\n5\r\n\"\"\r\n".replace("\"\"", ""));
    }
    for (String type : List.of("datatype='double'", "datatype='boolean'", "datatype='char'")) {
      assertThat(answer(cell(type, "").getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("a\r\n\r\n\r\n");
    }
    assertThat(answer(ecsv("datatype: float64", "nan", "1.5").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a,b\r\n,x\r\n1.5,x\r\n");
  }

  @Test
  void infinitiesAreNumbers() throws Exception {
    assertThat(answer(cell("datatype='double'", "-Inf").getBytes(StandardCharsets.UTF_8)))
        .containsIgnoringCase("-inf");
    assertThat(answer(ecsv("datatype: float64", "inf", "1.5").getBytes(StandardCharsets.UTF_8)))
        .containsIgnoringCase("inf");
  }

  private static final String WHOLE =
      votable(
          "<FIELD name='a' datatype='int'/>",
          "<TABLEDATA>" + "<TR><TD>1</TD></TR>".repeat(3) + "</TABLEDATA>");

  @ParameterizedTest
  @ValueSource(strings = {"<TR", "</TABLEDATA>", "</TABLE", "</RESOURCE>", "</VOTABLE>"})
  void aVotableThatIsCutOffIsRefused(String where) throws Exception {
    String cut = WHOLE.substring(0, WHOLE.lastIndexOf(where) + Math.min(3, where.length()));

    assertThat(refusal(cut)).contains("The upload [t] is not").contains("after ");
    assertThat(answer(WHOLE.getBytes(StandardCharsets.UTF_8))).isEqualTo("a\r\n1\r\n1\r\n1\r\n");
  }

  @Test
  void rowsOfTooFewCellsAreRefused() throws Exception {
    assertThat(
            refusal(
                votable(
                    "<FIELD name='a' datatype='int'/><FIELD name='b' datatype='int'/>",
                    "<TABLEDATA><TR><TD>1</TD></TR></TABLEDATA>")))
        .contains("row 1: it has 1 cells (TD), 2 columns are declared");
  }

  @ParameterizedTest
  @CsvSource({"BINARY,0", "BINARY2,1"})
  void aStreamThatEndsWithinARowIsRefused(String serialization, int flags) throws Exception {
    byte[] rows = new byte[3 * (flags + 4)];
    String whole = stream(serialization, rows);
    String cut = stream(serialization, Arrays.copyOf(rows, rows.length - 2));

    assertThat(refusal(cut))
        .contains("The upload [t] is not complete: after 2 rows its STREAM ends within a row");
    assertThat(answer(whole.getBytes(StandardCharsets.UTF_8))).isEqualTo("a\r\n0\r\n0\r\n0\r\n");
  }

  private static String stream(String serialization, byte[] bytes) {
    return votable(
        "<FIELD name='a' datatype='int'/>",
        "<"
            + serialization
            + "><STREAM encoding='base64'>"
            + Base64.getEncoder().encodeToString(bytes)
            + "</STREAM></"
            + serialization
            + ">");
  }

  @Test
  void gzipThatIsCutOrDamagedIsRefused() throws Exception {
    byte[] whole = gzip(WHOLE.getBytes(StandardCharsets.UTF_8));
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;

    assertThat(refusal(Arrays.copyOf(whole, whole.length - 4)))
        .contains("The upload [t] is not complete or damaged");
    assertThat(refusal(damaged)).contains("The upload [t] is not complete or damaged");
    assertThat(answer(whole)).startsWith("a\r\n1");
  }

  @Test
  void quotesThatDoNotEndAreRefused() throws Exception {
    assertThat(refusal("a,b\n1,x\n2,\"y\n"))
        .contains("is not complete: it ends within quotes (\"), which were opened in line 3");
    assertThat(refusal(ecsv("datatype: int32", "1") + "2 \"y\n"))
        .contains("is not complete: it ends within quotes");
    assertThat(answer("a,b\n1,\"x\"\"\ny\"\n".getBytes(StandardCharsets.UTF_8))).startsWith("a,b");
  }

  @Test
  void fitsOfFewerRowsThanItDeclaresIsRefused() throws Exception {
    byte[] row = ByteBuffer.allocate(4).putInt(7).array();

    assertThat(refusal(fits(3, "J", row, row)))
        .contains("is not complete: after 2 rows its data end; its header declares 3 rows");
    assertThat(refusal(gzip(fits(3, "J", row, row)))).contains("is not complete: after 2 rows");
    assertThat(answer(fits(2, "J", row, row))).isEqualTo("a\r\n7\r\n7\r\n");
  }

  @Test
  void aLogicalOfFitsThatIsNoneIsRefused() throws Exception {
    assertThat(refusal(fits(2, "L", new byte[] {'T'}, new byte[] {'M'})))
        .contains("row 2: column [a]: byte [4d] is not T, F or 0");
    assertThat(answer(fits(2, "L", new byte[] {'T'}, new byte[] {0}))).doesNotContain("M");
  }

  @Test
  void aNulEndsATextOfFits() throws Exception {
    assertThat(answer(fits(1, "4A", new byte[] {'x', 0, 'y', 'z'}))).isEqualTo("a\r\nx\r\n");
  }

  @Test
  void fitsHeadersHaveAnEndWithinReason() throws Exception {
    byte[] endless = new byte[2880 * 2000];
    Arrays.fill(endless, (byte) ' ');
    System.arraycopy("SIMPLE  =".getBytes(StandardCharsets.US_ASCII), 0, endless, 0, 9);

    HttpResponse<String> response = send(endless);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("has a header of more than 65536 cards without END");
    assertThat(refusal(Arrays.copyOf(endless, 2880 * 2)))
        .contains("it ends in a header, after 72 cards without END");
  }

  @Test
  void headersOfOtherFormatsAreBoundedToo() throws Exception {
    String params = "<INFO name='a' value='b'/>".repeat(100_001);
    assertThat(send(("<VOTABLE>" + params).getBytes(StandardCharsets.UTF_8)).body())
        .contains("has more than 100000 elements outside of its data");
    assertThat(
            send(("# %ECSV 1.0\n" + "# x\n".repeat(1_500_000)).getBytes(StandardCharsets.UTF_8))
                .body())
        .contains("has a header of");
    assertThat(send(",".repeat(100_000).getBytes(StandardCharsets.UTF_8)).body())
        .contains("has more columns than the limit of 1000");
  }

  @Test
  void aNulInAHeaderIsRefusedWithItsPlace() throws Exception {
    assertThat(refusal("a,b\0c\n1,x\n"))
        .contains("has a NUL (U+0000) in the name of column 2 [b?c], as character 2");
  }
}
