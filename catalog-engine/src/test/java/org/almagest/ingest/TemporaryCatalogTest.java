package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.ingest.task.IngestListener;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a query as a catalog: none is lost, and no value is another. */
class TemporaryCatalogTest {

  private static final List<CatalogColumn> COLUMNS =
      List.of(
          CatalogColumn.of("id", ColumnType.LONG),
          CatalogColumn.of("ra", ColumnType.DOUBLE),
          CatalogColumn.of("dec", ColumnType.FLOAT),
          CatalogColumn.of("word", ColumnType.STRING),
          CatalogColumn.of("value", ColumnType.DOUBLE),
          CatalogColumn.of("seen", ColumnType.TIMESTAMP),
          CatalogColumn.of("flag", ColumnType.BOOLEAN));

  @TempDir static Path folder;
  private static List<Path> files;
  private static Dataset<Row> rows;

  @BeforeAll
  static void write() throws IOException {
    rows =
        TestSpark.session()
            .range(20_000)
            .selectExpr(
                "id",
                "IF(id % 1000 = 0, NULL, IF(id % 1000 = 1, double('NaN'), id % 360)) AS ra",
                "float(IF(id % 1000 = 2, 99, id % 180 - 90)) AS dec",
                "IF(id % 3 = 0, '', IF(id % 3 = 1, NULL, '\\\\N')) AS word",
                "IF(id % 5 = 0, double('NaN'), IF(id % 5 = 1, NULL, id)) AS value",
                "CAST(timestamp_micros(id) AS TIMESTAMP_NTZ) AS seen",
                "IF(id % 7 = 0, NULL, id % 2 = 0) AS flag")
            .repartition(3);
    rows.write().parquet(folder.resolve("rows").toString());
    try (Stream<Path> all = Files.list(folder.resolve("rows"))) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  @Test
  void holdsAllRowsAsTheyAre() {
    Path catalog =
        new TemporaryCatalog(COLUMNS, new SkyColumns("ra", "dec"))
            .write(files, folder.resolve("one"), IngestListener.NONE);
    Dataset<Row> read = TestSpark.session().read().format("hats").load(catalog.toString());
    Dataset<Row> kept = read.drop(HatsCatalog.HEALPIX_COLUMN);
    assertThat(kept.count()).isEqualTo(20_000);
    assertThat(kept.exceptAll(rows).count()).isZero();
    HatsCollection collection = HatsCollection.open(Location.of(catalog));
    assertThat(collection.margins()).isEmpty();
    assertThat(folder.resolve("one/spill")).doesNotExist();
  }

  @Test
  void theListenerEndsTheWork() {
    for (IngestListener.Step last :
        List.of(IngestListener.Step.READING, IngestListener.Step.WRITING)) {
      IngestListener listener =
          (step, done, total) -> {
            if (step == last && done > 0) {
              throw new IllegalStateException("no longer wanted");
            }
          };
      assertThatThrownBy(
              () ->
                  new TemporaryCatalog(COLUMNS, new SkyColumns("ra", "dec"))
                      .write(files, folder.resolve(last.toString()), listener))
          .hasMessage("no longer wanted");
      await()
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .noneMatch(thread -> thread.getName().startsWith("ingest-")));
    }
  }
}
