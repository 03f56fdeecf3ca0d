package org.almagest.sky.moc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.almagest.sky.MocSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MocFitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"mocpy-range.fits", "mocpy-nuniq.fits", "moc-cli-32-bit.fits"})
  void readsWhatMocpyAndItsCrateWrite(String name) throws IOException {
    assertThat(read(MocSamples.bytes(name)))
        .isEqualTo(MocAscii.parse(MocSamples.text("mocpy.txt")));
  }

  @Test
  void readsNumbersOf16Bits() throws IOException {
    assertThat(read(MocSamples.bytes("moc-cli-16-bit.fits")))
        .isEqualTo(MocAscii.parse(MocSamples.text("moc-cli-16-bit.txt")));
  }

  @Test
  void readsWhatStiltsWrites() throws IOException {
    assertThat(read(MocSamples.bytes("stilts-nuniq.fits")))
        .isEqualTo(MocJson.parse(MocSamples.text("stilts.json")));
  }

  @Test
  void writesTheBytesOfARangeTableThatOthersWrite() throws IOException {
    byte[] theirs = MocSamples.bytes("mocpy-range.fits");
    byte[] ours = written(MocAscii.parse(MocSamples.text("mocpy.txt")));
    assertThat(ours).hasSameSizeAs(theirs);
    assertThat(Arrays.copyOfRange(ours, 5760, ours.length))
        .isEqualTo(Arrays.copyOfRange(theirs, 5760, theirs.length));
  }

  @Test
  void writesTheBytesOfACellTableThatOthersWrite() throws IOException {
    byte[] theirs = MocSamples.bytes("mocpy-nuniq.fits");
    byte[] ours = writtenCells(MocAscii.parse(MocSamples.text("mocpy.txt")));
    assertThat(Arrays.copyOfRange(ours, 5760, ours.length))
        .isEqualTo(Arrays.copyOfRange(theirs, 5760, theirs.length));
  }

  @Test
  void whatIsWrittenReadsTheSame() throws IOException {
    SplittableRandom random = new SplittableRandom(53);
    for (int n = 0; n < 300; n++) {
      Moc moc = MocSamples.random(random);
      byte[] bytes = written(moc);
      assertThat(bytes.length % 2880).isZero();
      assertThat(read(bytes)).isEqualTo(moc);
      assertThat(read(writtenCells(moc))).isEqualTo(moc);
    }
    assertThat(read(written(Moc.empty(7)))).isEqualTo(Moc.empty(7));
    assertThat(read(written(Moc.allSky(29)))).isEqualTo(Moc.allSky(29));
  }

  @Test
  void skipsUnitsBeforeTheMoc() throws IOException {
    byte[] moc = written(Moc.ofCells(3, 5, 9));
    byte[] image =
        header(
            "SIMPLE  = T", "BITPIX  = -32 / floats", "NAXIS   = 2", "NAXIS1  = 700", "NAXIS2  = 3");
    byte[] data = new byte[3 * 2880];
    byte[] extension = Arrays.copyOfRange(moc, 2880, moc.length);
    assertThat(read(joined(image, data, extension))).isEqualTo(Moc.ofCells(3, 5, 9));
  }

  @Test
  void anOrderThatIsNotStatedIsTheDeepestOneUsed() throws IOException {
    byte[] table = {0, 0, 0, 0, 0, 0, 0, 21, 0, 0, 0, 0, 0, 0, 1, 5};
    assertThat(read(joined(primary(), table("NUNIQ", 2), padded(table))))
        .isEqualTo(MocAscii.parse("1/5 3/5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NUNIQ|3|3|Row 1: [3] is not the NUNIQ number of a cell: 4 * 4^order + cell",
        "NUNIQ|261|2|Row 1: cell [3/5] is deeper than order 2 of the MOC",
        "RANGE|7|29|The table has 1 rows, but each range takes two: its first pixel and its end"
      })
  void saysWhichRowIsWrong(String ordering, long number, int order, String message) {
    byte[] rows = ByteBuffer.allocate(8).putLong(number).array();
    byte[] file = joined(primary(), table(ordering, 1, "MOCORD_S= " + order), padded(rows));
    assertThatThrownBy(() -> read(file)).isInstanceOf(MocFormatException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9|5|29|Rows 1 and 2: [9, 5) is no range of pixels below 3458764513820540928",
        "-1|5|29|Rows 1 and 2: [-1, 5) is no range of pixels below 3458764513820540928",
        "5|9|28|Rows 1 and 2: [5, 9) is not made of whole cells of order 28, that of the MOC"
      })
  void saysWhichRangeIsWrong(long first, long end, int order, String message) {
    byte[] rows = ByteBuffer.allocate(16).putLong(first).putLong(end).array();
    byte[] file = joined(primary(), table("RANGE", 2, "MOCORD_S= " + order), padded(rows));
    assertThatThrownBy(() -> read(file)).isInstanceOf(MocFormatException.class).hasMessage(message);
  }

  @Test
  void refusesMocsOfOtherKinds() {
    assertRefused(table("RANGE", 0, "MOCDIM  = 'TIME    '"), "MOCDIM = [TIME] of the extension 1");
    assertRefused(table("RANGE", 0, "COORDSYS= 'G'"), "COORDSYS = [G] of the extension 1");
    assertRefused(
        table("RANGE", 0, "MOCORD_S= 30"), "Order [30] of the extension 1 is not 0 to 29");
    assertRefused(table("RANGE", 0, "MOCORD_S= x / y"), "MOCORD_S = [x] of the extension 1 is not");
    assertRefused(table("OTHER", 0), "The file has no table with ORDERING = 'NUNIQ' or 'RANGE'");
  }

  @Test
  void aFileThatIsCutShortIsRefused() throws IOException {
    byte[] whole = written(MocAscii.parse(MocSamples.text("mocpy.txt")));
    for (int length : new int[] {0, 100, 2880, 4000, 5760, 6000}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(MocFormatException.class);
    }
    assertThatThrownBy(() -> read("not FITS at all".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("The file ends within the primary unit");
    assertThatThrownBy(() -> read(header("XTENSION= 'IMAGE'")))
        .hasMessage("The file is not FITS: it does not begin with SIMPLE = T");
  }

  private static void assertRefused(byte[] table, String message) {
    assertThatThrownBy(() -> read(joined(primary(), table)))
        .isInstanceOf(MocFormatException.class)
        .hasMessageContaining(message);
  }

  private static Moc read(byte[] bytes) throws IOException {
    return MocFits.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] written(Moc moc) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MocFits.write(moc, out);
    return out.toByteArray();
  }

  private static byte[] writtenCells(Moc moc) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MocFits.writeCells(moc, out);
    return out.toByteArray();
  }

  private static byte[] primary() {
    return header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0");
  }

  private static byte[] table(String ordering, int rows, String... more) {
    String[] cards = {
      "XTENSION= 'BINTABLE'",
      "BITPIX  = 8",
      "NAXIS   = 2",
      "NAXIS1  = 8",
      "NAXIS2  = " + rows,
      "PCOUNT  = 0",
      "GCOUNT  = 1",
      "TFIELDS = 1",
      "TFORM1  = '1K      '",
      "ORDERING= '" + ordering + "' / kind"
    };
    String[] all = Arrays.copyOf(cards, cards.length + more.length);
    System.arraycopy(more, 0, all, cards.length, more.length);
    return header(all);
  }

  private static byte[] header(String... cards) {
    StringBuilder text = new StringBuilder();
    for (String card : cards) {
      text.append(String.format("%-80s", card));
    }
    text.append("END");
    return String.format("%-2880s", text).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] padded(byte[] data) {
    return Arrays.copyOf(data, 2880);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
