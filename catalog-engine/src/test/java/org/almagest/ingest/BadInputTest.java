package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.TestDatabase;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.publish.Staging;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sample.SampleSky;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static DataDirectory data;
  private static Ingest ingest;
  private static SampleSky.Written sky;

  @BeforeAll
  static void start() throws IOException {
    database = new TestDatabase();
    data = new DataDirectory(root.resolve("data"));
    CatalogStore store = new CatalogStore(database.dataSource(), data);
    ingest = new Ingest(data, store, Clock.systemUTC());
    sky = SampleSky.write(root.resolve("sample"), 1);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aGzipFileThatIsCutShort() throws IOException {
    Path file = root.resolve("cut.csv.gz");
    byte[] whole = Files.readAllBytes(sky.objects().get(0));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    IngestException failure = failure(IngestRequest.of("bad", "t", List.of(file)));
    assertThat(failure.code()).isEqualTo(IngestException.Code.BROKEN_FILE);
    assertThat(failure)
        .hasMessageMatching("(?s).*cut\\.csv\\.gz:\\d+: cannot read on: .*cut short.*");
  }

  @Test
  void aFitsFileThatIsCutShort() throws IOException {
    Path file = root.resolve("cut.fits");
    byte[] whole = Files.readAllBytes(sky.reference());
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    IngestException failure = failure(IngestRequest.of("bad", "t", List.of(file)));
    assertThat(failure.code()).isEqualTo(IngestException.Code.BROKEN_FILE);
    assertThat(failure).hasMessageContaining("cut.fits");
  }

  @Test
  void aVotableThatIsCutShort() throws IOException {
    Path file = root.resolve("cut.vot");
    Files.writeString(
        file,
        "<?xml version='1.0'?><VOTABLE version='1.4' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'>"
            + "<RESOURCE><TABLE><FIELD name='ra' datatype='double' unit='deg'/><DATA><TABLEDATA><TR>");
    IngestException failure = failure(IngestRequest.of("bad", "t", List.of(file)));
    assertThat(failure.code()).isEqualTo(IngestException.Code.BROKEN_FILE);
    assertThat(failure).hasMessageContaining("cut.vot");
  }

  @Test
  void filesThatAreNotWhatTheirNamesSay() throws IOException {
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("no.fits", "a,b\n1,2\n")))))
        .hasMessageContaining("is no FITS file, as its name says");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("no.parquet", "a,b\n1,2\n")))))
        .hasMessageContaining("is no Parquet file, as its name says");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("half.parquet", "PAR1abc")))))
        .hasMessageContaining("half.parquet] is not a readable Parquet file");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("empty.csv", "")))))
        .hasMessageContaining("empty.csv] is empty");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(root.resolve("none.csv")))).code())
        .isEqualTo(IngestException.Code.NO_SUCH_FILE);
  }

  @Test
  void columnsThatAreNotThere() throws IOException {
    Path file = write("cols.csv", "id,ra,dec\n1,2,3\n");
    IngestRequest request = IngestRequest.of("bad", "t", List.of(file));
    assertThat(failure(request.with(FileOptions.position("lon", "dec"))))
        .hasMessage("There is no column [lon] for the position; the columns are id, ra, dec");
    assertThat(failure(request.with(FileOptions.position("ra", null))))
        .hasMessageContaining("Give both position columns: only [ra] is given");
    assertThat(failure(request.with(Descriptions.felis(sky.felis()))))
        .hasMessageContaining("describes no table [t]; its tables are Object, Source");
    Path other = write("cols2.csv", "id,ra\n1,2\n");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(file, other))))
        .hasMessageContaining("cols2.csv] has no column [dec]; its columns are id, ra");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("twice.csv", "a,A\n1,2\n")))))
        .hasMessageContaining("two names that differ in case only");
    assertThat(failure(IngestRequest.of("bad", "t", List.of(write("bare.csv", "1,2\n3,4\n")))))
        .hasMessageContaining("does not name the columns: give a Felis file or the names");
  }

  @Test
  void namesThatAreNotLegal() {
    assertThat(failure(IngestRequest.of("my db", "t", List.of(sky.reference()))))
        .hasMessageContaining("The name [my db] cannot be used for a release in ADQL");
    assertThat(failure(IngestRequest.of("MyDB", "t", List.of(sky.reference()))))
        .hasMessageContaining("The name [MyDB] is not free for a release");
    assertThat(failure(IngestRequest.of("r", "select", List.of(sky.reference()))))
        .hasMessageContaining("it is a reserved word of ADQL");
    assertThat(failure(IngestRequest.of("r", "t", List.of())))
        .hasMessage("Give at least one file to ingest");
  }

  @Test
  void aReplacedVersionStaysUntilItIsOld() throws IOException {
    Path file = write("v.csv", "id,ra,dec\n1,2,3\n");
    IngestResult first =
        ingest.run(IngestRequest.of("keep", "t", List.of(file)), IngestListener.NONE);
    IngestResult second =
        ingest.run(IngestRequest.of("keep", "t", List.of(file)), IngestListener.NONE);
    assertThat(second.replaced()).contains(first.table().files());
    Path old = first.table().files().root();
    assertThat(ingest.removeOldVersions(Duration.ofHours(1))).isEmpty();
    assertThat(old).isDirectory();
    assertThat(ingest.removeOldVersions(Duration.ofSeconds(-5))).containsExactly(old);
    assertThat(old).doesNotExist();
    assertThat(second.table().files().root()).isDirectory();
  }

  @Test
  void leftoversOfKilledRunsAreRemovedButNotThoseOfRunningOnes() throws IOException {
    Path release = data.releases().resolve("left");
    Path dead = Files.createDirectories(release.resolve(".staging-dead/raw"));
    Files.writeString(dead.resolve("part"), "x");
    try (Staging running = Staging.open(release)) {
      Files.createDirectories(running.raw());
      Ingest.removeLeftovers(data);
      assertThat(running.raw()).isDirectory();
    }
    try (Stream<Path> left = Files.list(release)) {
      assertThat(left).isEmpty();
    }
  }

  private static IngestException failure(IngestRequest request) {
    IngestException failure =
        catchThrowableOfType(IngestException.class, () -> ingest.run(request, IngestListener.NONE));
    assertThat(failure).isNotNull();
    assertThat(data.releases().resolve("bad").resolve("t")).doesNotExist();
    return failure;
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(root.resolve(name), text);
  }
}
