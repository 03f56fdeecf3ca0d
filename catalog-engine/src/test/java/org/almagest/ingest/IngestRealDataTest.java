package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.TestDatabase;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sample.SampleSky;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class IngestRealDataTest {

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

  @TestFactory
  @ComparesWithOthers({"openngc", "hipparcos", "m67", "qserv"})
  Stream<DynamicTest> filesOfOthersAreRead() {
    return Stream.of(
        dynamicTest("sexagesimal positions of OpenNGC", IngestRealDataTest::openNgc),
        dynamicTest("Hipparcos", IngestRealDataTest::hipparcos),
        dynamicTest("Parquet of M67", IngestRealDataTest::parquetOfM67),
        dynamicTest("tables of Qserv without a header", IngestRealDataTest::tablesOfQserv));
  }

  private static void openNgc() {
    IngestResult result =
        run(
            IngestRequest.of("ref", "ngc", List.of(data("openngc/NGC.csv")))
                .with(FileOptions.DEFAULT.withBadRows(BadRows.SKIP))
                .with(new PartitionLimits(3_000, 1L << 30)));
    assertThat(result.rowsWritten() + result.rowsSkipped()).isEqualTo(13_969);
    assertThat(result.rowsSkipped()).isEqualTo(7);
    assertThat(result.badRows().get(0)).contains("NGC.csv:1119: column [RA]: the position is");
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("ra_deg", "dec_deg"));
    assertThat(result.table().column("V-Mag").orElseThrow().type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(result.table().column("Name").orElseThrow().type()).isEqualTo(ColumnType.STRING);
    Row m31 = rows(result).where("Name = 'NGC0224'").head();
    assertThat(m31.<Double>getAs("ra_deg")).isCloseTo(10.684799, within(1e-5));
    assertThat(m31.<Double>getAs("dec_deg")).isCloseTo(41.269029, within(1e-4));
    assertThat(m31.<String>getAs("RA")).startsWith("00:42:44");
  }

  private static void hipparcos() {
    IngestResult result =
        run(IngestRequest.of("ref", "hip", List.of(data("hipparcos/hipmain.csv"))));
    assertThat(result.rowsWritten()).isEqualTo(117_955);
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("_RA.icrs", "_DE.icrs"));
    assertThat(result.table().columns())
        .extracting(CatalogColumn::type)
        .containsExactly(ColumnType.DOUBLE, ColumnType.DOUBLE);
    assertThat(IngestedTables.catalog(result.table()).rows()).isEqualTo(117_955);
  }

  private static void parquetOfM67() {
    String folder = "m67/delve_cone/dataset/Norder=4/Dir=0/";
    List<Path> files =
        List.of(data(folder + "Npix=1221.parquet"), data(folder + "Npix=1232.parquet"));
    IngestResult result = run(IngestRequest.of("ref", "m67", files));
    assertThat(result.rowsWritten()).isEqualTo(18_423);
    assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("RA", "DEC"));
    assertThat(rows(result).count()).isEqualTo(18_423);
  }

  private static void tablesOfQserv() {
    List<String> names = List.of("whenJd", "offset1", "mjdRef", "drift", "whenMjd", "utc", "tai");
    IngestResult result =
        run(
            IngestRequest.of(
                    "pt12", "LeapSeconds", List.of(data("qserv/case01/data/LeapSeconds.tsv.gz")))
                .with(FileOptions.columns(names)));
    assertThat(result.rowsWritten()).isEqualTo(38);
    assertThat(result.table().files().layout()).isEqualTo(FilePlacement.Layout.PARQUET);
    assertThat(result.table().sky()).isEmpty();
  }

  @Test
  void readsTheSampleSurvey() throws IOException {
    SampleSky.Written sky = SampleSky.write(root.resolve("sample"), 42);
    PartitionLimits limits = new PartitionLimits(10_000, 1L << 30);
    IngestResult object =
        run(
            IngestRequest.of("demo", "Object", sky.objects())
                .with(Descriptions.felis(sky.felis()))
                .with(limits));
    assertThat(object.rowsWritten()).isEqualTo(60_000);
    assertThat(object.table().column("r_psfFlux").orElseThrow().unit()).isEqualTo("nJy");
    assertThat(object.table().description()).startsWith("Stars and galaxies");
    assertThat(IngestedTables.catalog(object.table()).partitions()).hasSizeGreaterThan(6);
    IngestResult source =
        run(
            IngestRequest.of("demo", "Source", sky.sources())
                .with(Descriptions.felis(sky.felis()))
                .with(limits));
    assertThat(source.rowsWritten()).isEqualTo(240_000);
    IngestResult reference = run(IngestRequest.of("demo", "reference", List.of(sky.reference())));
    assertThat(reference.rowsWritten()).isEqualTo(6_000);
    assertThat(reference.table().column("Vmag").orElseThrow().ucd()).isEqualTo("phot.mag;em.opt.V");
  }

  private static IngestResult run(IngestRequest request) {
    return ingest.run(request, IngestListener.NONE);
  }

  private static Dataset<Row> rows(IngestResult result) {
    return IngestedTables.rows(result.table());
  }

  private static Path data(String name) {
    return OthersData.root().resolve(name);
  }
}
