package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.hats.HatsCatalog;
import org.almagest.ingest.error.IngestException;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.almagest.sky.healpix.Healpix;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  private static TestDatabase database;

  @TempDir Path root;
  private DataDirectory data;
  private CatalogStore store;
  private Ingest ingest;

  @BeforeAll
  static void startDatabase() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void prepare() {
    data = new DataDirectory(root.resolve("data"));
    store = new CatalogStore(database.dataSource(), data);
    ingest = new Ingest(TestSpark.session(), data, store, Clock.systemUTC());
  }

  @Test
  void makesAHatsCatalogOfCsv() throws IOException {
    Path csv = root.resolve("stars.csv");
    StringBuilder text = new StringBuilder("id,ra,dec,mag,name\n");
    for (int n = 0; n < 1000; n++) {
      text.append(n).append(',').append(n * 0.36).append(',').append(n * 0.1 - 50);
      text.append(',').append(n % 7 == 0 ? "" : 15 + n * 0.001).append(",star ").append(n);
      text.append('\n');
    }
    Files.writeString(csv, text);
    IngestResult result =
        ingest.run(
            IngestRequest.of("r1", "stars", List.of(csv)).with(new PartitionLimits(200, 1L << 30)),
            IngestListener.NONE);
    CatalogTable table = result.table();
    assertThat(result.rowsWritten()).isEqualTo(1000);
    assertThat(table.skyColumns()).isEqualTo(new SkyColumns("ra", "dec"));
    assertThat(table.columns().stream().map(column -> column.type()))
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.STRING);
    assertThat(table.files().layout()).isEqualTo(FilePlacement.Layout.HATS);
    HatsCatalog catalog = IngestedTables.catalog(table);
    assertThat(catalog.rows()).isEqualTo(1000);
    assertThat(catalog.partitions()).hasSizeGreaterThan(4).allMatch(p -> p.rows() <= 200);
    catalog
        .partitions()
        .forEach(
            partition -> {
              List<Row> rows =
                  TestSpark.session()
                      .read()
                      .parquet(partition.files().get(0).path().toString())
                      .collectAsList();
              long previous = 0;
              for (Row row : rows) {
                long pixel = row.getLong(0);
                assertThat(pixel)
                    .isEqualTo(Healpix.cell(29, row.getDouble(2), row.getDouble(3)))
                    .isBetween(partition.range().first(), partition.range().last())
                    .isGreaterThanOrEqualTo(previous);
                previous = pixel;
              }
            });
    assertThat(store.releases().stream().flatMap(release -> release.tables().stream()))
        .contains(table);
  }

  @Test
  void reportsBadRowsWithFileAndLineAndLeavesNothing() throws IOException {
    Path csv = root.resolve("bad.csv");
    Files.writeString(csv, "id,ra,dec\n1,10,20\n2,10,95\n3,10\n4,,5\n5,x,5\n6,11,21\n");
    IngestException failure =
        catchThrowableOfType(
            IngestException.class,
            () -> ingest.run(IngestRequest.of("r2", "bad", List.of(csv)), IngestListener.NONE));
    assertThat(failure.code()).isEqualTo(IngestException.Code.BAD_ROWS);
    assertThat(failure)
        .hasMessageContaining(
            csv + ":3: column [dec]: declination [95.0] deg is not between -90 and 90")
        .hasMessageContaining(csv + ":4: the row has 2 fields, expected 3")
        .hasMessageContaining(csv + ":5: column [ra]: the position is missing")
        .hasMessageContaining(csv + ":6: column [ra]: [x] is not a number");
    assertThat(filesUnder(data.releases())).isEmpty();
    IngestResult skipped =
        ingest.run(
            IngestRequest.of("r2", "bad", List.of(csv))
                .with(FileOptions.DEFAULT.withBadRows(BadRows.SKIP)),
            IngestListener.NONE);
    assertThat(skipped.rowsWritten()).isEqualTo(2);
    assertThat(skipped.rowsSkipped()).isEqualTo(4);
    assertThat(skipped.badRows()).hasSize(4);
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}
