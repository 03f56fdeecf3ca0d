package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.almagest.sample.SampleSky;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenFilesTest {
  @TempDir static Path folder;

  private final Installation installation = Installation.shared();

  @AfterEach
  void nothingIsLeft() {
    assertThat(installation.status()).doesNotContain("broken.t");
    assertThat(Installation.inside(installation.data().releases().resolve("broken"))).isEmpty();
    assertThat(installation.scratchFolders())
        .as("scratch folders: that of the service only")
        .hasSize(1);
  }

  private Program.Outcome ingest(String... more) throws InterruptedException {
    return installation.run(
        "ingest",
        Stream.concat(Stream.of("--release", "broken", "--table", "t"), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] manyRows() {
    StringBuilder rows = new StringBuilder("id,ra,dec\n");
    for (int row = 0; row < 50_000; row++) {
      rows.append(row).append(',').append(row * 0.007).append(",1.5\n");
    }
    return text(rows.toString());
  }

  static Stream<Arguments> brokenFiles() throws IOException {
    byte[] whole = gzip(manyRows());
    SampleSky.Written sample = SampleSky.write(folder.resolve("sample"), 1);
    byte[] fits = Files.readAllBytes(sample.reference());
    return Stream.of(
        Arguments.of(
            write("fields.csv", text("id,ra,dec\n1,10.5,20\n2,11.5\n3,12.5,20\n")),
            "fields.csv:3: "),
        Arguments.of(
            write("declination.csv", text("id,ra,dec\n1,10.5,20\n2,11.5,120\n")),
            "declination.csv:3: "),
        Arguments.of(
            write("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2)), "is cut short or damaged"),
        Arguments.of(write("cut.fits", Arrays.copyOf(fits, fits.length / 2)), "cut.fits"),
        Arguments.of(write("not.fits", text("This is a letter.\n")), "is no FITS file"),
        Arguments.of(write("empty.csv", new byte[0]), "is empty"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void isRefusedWithFileAndPlace(Path file, String message) throws Exception {
    assertThat(ingest(file.toString()).failedWith(1).err())
        .contains(message)
        .contains(file.getFileName().toString());
  }

  @Test
  void numberThatIsNoneIsNamedWithItsLineAndColumn() throws Exception {
    Path felis =
        write(
            "felis.yaml",
            text(
                """
                name: broken
                "@id": "#broken"
                tables:
                - name: t
                  "@id": "#t"
                  columns:
                  - {name: id, "@id": "#id", datatype: long}
                  - {name: ra, "@id": "#ra", datatype: double, ivoa:ucd: pos.eq.ra;meta.main}
                  - {name: dec, "@id": "#dec", datatype: double, ivoa:ucd: pos.eq.dec;meta.main}
                """));
    Path file = write("number.csv", text("id,ra,dec\n1,10.5,20\nxy,11.5,20\n"));
    assertThat(ingest("--felis", felis.toString(), file.toString()).failedWith(1).err())
        .contains("number.csv:3: ", "id", "xy", "--bad-rows skip");
  }

  @Test
  void fileThatIsNotThereIsNamed() throws Exception {
    String file = folder.resolve("none.csv").toString();
    assertThat(ingest(file).failedWith(1).err()).contains("There is no file", file);
  }
}
