package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.almagest.api.TestService;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.parquet.DataFileWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that say that large things follow. */
class HostileUploadTest {
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.startWithDuckDb(Map.of("almagest.uploads.size", "20MB"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String answer(byte[] file) throws IOException, InterruptedException {
    MultipartBody body =
        new MultipartBody()
            .field("QUERY", "SELECT * FROM TAP_UPLOAD.t")
            .field("UPLOAD", "t,param:part")
            .file("part", file);
    HttpResponse<String> response =
        service
            .http()
            .send(
                service
                    .request("/tap/sync")
                    .header("Content-Type", MultipartBody.TYPE)
                    .POST(body.finish())
                    .build(),
                BodyHandlers.ofString());
    assertThat(response.statusCode()).isIn(400, 413);
    try (var left = Files.list(service.directory().uploads())) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".incoming");
    }
    return response.body();
  }

  private static byte[] votable(String field, String data) {
    return ("<VOTABLE><RESOURCE><TABLE>"
            + field
            + "<DATA>"
            + data
            + "</DATA></TABLE></RESOURCE></VOTABLE>")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"double,200000000", "char,3000x2000000", "bit,4000000000*", "floatComplex,9999999"})
  void arraysThatAreDeclaredTooLongAreRefused(String datatype, String arraysize) throws Exception {
    String field = "<FIELD name='a' datatype='" + datatype + "' arraysize='" + arraysize + "'/>";

    assertThat(answer(votable(field, "<TABLEDATA><TR><TD>1</TD></TR></TABLEDATA>")))
        .contains("The upload [t] has ")
        .contains("more than the limit of 16,777,216");
  }

  @ParameterizedTest
  @CsvSource({"BINARY,0", "BINARY2,1"})
  void valuesThatSayTheyAreTooLongAreRefusedBeforeTheyAreRead(String serialization, int flags)
      throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(2 * flags + 4 + 8 + 8 + 4);
    bytes.put(new byte[flags]).putInt(1).putDouble(1.5).putLong(7);
    bytes.put(new byte[flags]).putInt(0x3ffffff0);
    String stream = Base64.getMimeEncoder().encodeToString(bytes.array());

    assertThat(
            answer(
                votable(
                    "<FIELD name='a' datatype='double' arraysize='*'/>"
                        + "<FIELD name='b' datatype='long'/>",
                    "<"
                        + serialization
                        + "><STREAM encoding='base64'>"
                        + stream
                        + "</STREAM></"
                        + serialization
                        + ">")))
        .contains("The upload [t] has a value of 8,589,934,464 bytes");
  }

  @Test
  void elementsWithinElementsWithoutEndAreRefused() throws Exception {
    byte[] deep = ("<VOTABLE>" + "<GROUP>".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(answer(deep)).contains("more than 100 levels deep");
  }

  @Test
  void rowsOfTextWithoutEndAreRefused() throws Exception {
    byte[] csv = ("a,b\n1,\"" + "x".repeat(17 << 20)).getBytes(StandardCharsets.UTF_8);

    assertThat(answer(csv)).contains("more than the limit of 16,777,216");
  }

  @Test
  void fitsThatSaysItHasLongArraysIsRefused() throws Exception {
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
            "12",
            "NAXIS2",
            "1",
            "PCOUNT",
            "0",
            "GCOUNT",
            "1",
            "TFIELDS",
            "2",
            "TTYPE1",
            "'i       '",
            "TFORM1",
            "'J       '",
            "TTYPE2",
            "'a       '",
            "TFORM2",
            "'1PD(5)  '"));
    fits.write(ByteBuffer.allocate(2880).putInt(1).putInt(250_000_000).putInt(0).array());

    assertThat(answer(fits.toByteArray())).contains("has a row of 2,000,000,000 bytes");
  }

  private static byte[] header(String... cards) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < cards.length; index += 2) {
      text.append(
          String.format(
              java.util.Locale.ROOT, "%-8s= %20s%50s", cards[index], cards[index + 1], ""));
    }
    text.append("END");
    return (text + " ".repeat(2880 - text.length())).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void parquetThatUnpacksToMoreThanTheLimitIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("bomb.parquet");
    try (DataFileWriter writer =
        new DataFileWriter(file, List.of(CatalogColumn.of("a", ColumnType.STRING)))) {
      for (int row = 0; row < 30_000; row++) {
        writer.write(new Object[] {"x".repeat(1000) + row});
      }
      writer.finish();
    }
    assertThat(Files.size(file)).isLessThan(5_000_000);

    assertThat(answer(Files.readAllBytes(file)))
        .contains("The uploaded tables are larger than the limit of 20971520 bytes");
  }

  @Test
  void messagesDoNotTellWhereFilesLie() throws Exception {
    byte[] fits = header("SIMPLE", "T", "BITPIX", "8", "NAXIS", "0");

    assertThat(answer(fits))
        .contains("The upload [t] cannot be read")
        .doesNotContain(service.directory().root().toString());
  }
}
