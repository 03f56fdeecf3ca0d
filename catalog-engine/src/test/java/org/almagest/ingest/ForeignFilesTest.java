package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.almagest.TestDatabase;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;

/** Files of others that are not whole, or do not hold what they declare. */
class ForeignFilesTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
    DataDirectory data = new DataDirectory(root.resolve("data"));
    ingest = new Ingest(data, new CatalogStore(database.dataSource(), data), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String votable(String fields, String data) {
    return "<VOTABLE><RESOURCE><TABLE>"
        + fields
        + "<DATA>"
        + data
        + "</DATA></TABLE></RESOURCE></VOTABLE>";
  }

  private static final String TWO_ROWS =
      votable(
          "<FIELD name='n' datatype='int'/>",
          "<TABLEDATA><TR><TD>1</TD></TR><TR><TD>abc</TD></TR></TABLEDATA>");

  private static String failure(Path file, IngestException.Code code) {
    IngestException failure =
        catchThrowableOfType(
            IngestException.class,
            () -> ingest.run(IngestRequest.of("f", "t", List.of(file)), IngestListener.NONE));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
    return String.valueOf(failure.getMessage());
  }

  private static Path write(String name, byte[] content) throws IOException {
    return Files.write(root.resolve(name), content);
  }

  @Test
  void aCellThatIsNotOfItsTypeIsABadRow() throws IOException {
    Path file = Files.writeString(root.resolve("cell.vot"), TWO_ROWS);

    assertThat(failure(file, IngestException.Code.BAD_ROWS))
        .contains(file + ":2: column [n]: [abc] is not a whole number of 32 bits (int)");
    IngestResult skipped =
        ingest.run(
            IngestRequest.of("f", "skipped", List.of(file))
                .with(FileOptions.DEFAULT.withBadRows(BadRows.SKIP)),
            IngestListener.NONE);
    assertThat(skipped.rowsWritten()).isEqualTo(1);
    assertThat(skipped.rowsSkipped()).isEqualTo(1);
  }

  @Test
  void aNullThatIsDeclaredIsNoBadRow() throws IOException {
    Path file =
        Files.writeString(
            root.resolve("null.vot"),
            votable(
                "<FIELD name='n' datatype='int'><VALUES null='-9'/></FIELD>"
                    + "<FIELD name='x' datatype='double'/>",
                "<TABLEDATA><TR><TD>-9</TD><TD>NaN</TD></TR><TR><TD/><TD/></TR></TABLEDATA>"));

    assertThat(
            ingest
                .run(IngestRequest.of("f", "nulls", List.of(file)), IngestListener.NONE)
                .rowsWritten())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<TR", "</TABLEDATA>", "</TABLE>", "</VOTABLE>"})
  void aVotableThatIsCutOffIsRefused(String where) throws IOException {
    String whole = TWO_ROWS.replace("abc", "2");
    Path file =
        Files.writeString(
            root.resolve("cut.vot"), whole.substring(0, whole.lastIndexOf(where) + 3));

    assertThat(failure(file, IngestException.Code.BROKEN_FILE)).contains(file + "] is not");
  }

  @ParameterizedTest
  @CsvSource({"BINARY,0", "BINARY2,1"})
  void aStreamThatEndsWithinARowIsRefused(String serialization, int flags) throws IOException {
    String data = Base64.getEncoder().encodeToString(new byte[3 * (flags + 4) - 2]);
    Path file =
        Files.writeString(
            root.resolve(serialization + ".vot"),
            votable(
                "<FIELD name='n' datatype='int'/>",
                "<"
                    + serialization
                    + "><STREAM encoding='base64'>"
                    + data
                    + "</STREAM></"
                    + serialization
                    + ">"));

    assertThat(failure(file, IngestException.Code.BROKEN_FILE))
        .contains("is not complete: after 2 rows its STREAM ends within a row");
  }

  @Test
  void fitsThatIsShorterThanItDeclaresIsRefused() throws IOException {
    ByteArrayOutputStream fits = new ByteArrayOutputStream();
    RowListStarTable table =
        new RowListStarTable(new ColumnInfo[] {new ColumnInfo("n", Integer.class, null)});
    for (int row = 0; row < 2000; row++) {
      table.addRow(new Object[] {row});
    }
    new FitsTableWriter().writeStarTable(table, fits);
    byte[] cut = Arrays.copyOf(fits.toByteArray(), fits.size() - 2880);

    assertThat(failure(write("cut.fits", cut), IngestException.Code.BROKEN_FILE))
        .contains("its data end; its header declares 2000 rows");
    byte[] packed = gzip(fits.toByteArray());
    assertThat(
            failure(
                write("cut.fits.gz", Arrays.copyOf(packed, packed.length - 6)),
                IngestException.Code.BROKEN_FILE))
        .contains("the gzip file is cut short or damaged");
    assertThat(
            ingest
                .run(
                    IngestRequest.of("f", "fits", List.of(write("whole.fits.gz", packed))),
                    IngestListener.NONE)
                .rowsWritten())
        .isEqualTo(2000);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void textThatEndsWithinQuotesIsRefused() throws IOException {
    Path file = Files.writeString(root.resolve("quote.csv"), "n,t\n1,a\n2,\"b\n");

    assertThat(failure(file, IngestException.Code.BROKEN_FILE)).contains("quote.csv:");
  }

  @Test
  void aNulInAHeaderIsRefusedWithItsPlace() throws IOException {
    Path header = root.resolve("nul.vot");
    Files.writeString(header, votable("<FIELD name='n\0' datatype='int'/>", "<TABLEDATA/>"));

    assertThat(failure(header, IngestException.Code.BROKEN_FILE)).contains("is not a VOTable");
  }
}
