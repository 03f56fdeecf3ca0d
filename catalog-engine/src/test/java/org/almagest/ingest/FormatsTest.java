package org.almagest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.almagest.TestDatabase;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTableWriter;
import uk.ac.starlink.votable.VOTableWriter;

class FormatsTest {

  @TempDir static Path root;
  private static TestDatabase database;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
    DataDirectory data = new DataDirectory(root.resolve("data"));
    CatalogStore store = new CatalogStore(database.dataSource(), data);
    ingest = new Ingest(data, store, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void everyTypeOfFelisIsReadFromText() throws IOException {
    Path felis =
        write(
            "all.yaml",
            """
            name: all
            tables:
            - name: types
              description: All types
              columns:
              - {name: flag, datatype: boolean}
              - {name: small, datatype: short}
              - {name: whole, datatype: int}
              - {name: large, datatype: long}
              - {name: real, datatype: float}
              - {name: ra, datatype: double, "ivoa:ucd": pos.eq.ra;meta.main, "ivoa:unit": deg}
              - {name: dec, datatype: double, "ivoa:ucd": pos.eq.dec;meta.main}
              - {name: text, datatype: string}
              - {name: time, datatype: timestamp}
            """);
    Path tsv =
        write(
            "types.tsv",
            """
            1|-5|7|9007199254740993|1.5e-30|10|20|a b|2025-06-30 04:05:06.789
            \\N|\\N|\\N|\\N|NaN|11|21|\\N|\\N
            """
                .replace('|', '\t'));
    IngestResult result =
        run(IngestRequest.of("f", "types", List.of(tsv)).with(Descriptions.felis(felis)));
    assertThat(result.table().description()).isEqualTo("All types");
    List<Row> rows = rows(result);
    Row full = rows.get(0).isNullAt(1) ? rows.get(1) : rows.get(0);
    assertThat(full.toSeq().toString())
        .contains("true, -5, 7, 9007199254740993, 1.5E-30, 10.0, 20.0, a b,");
    assertThat(full.<LocalDateTime>getAs("time"))
        .isEqualTo(LocalDateTime.parse("2025-06-30T04:05:06.789"));
    Row empty = full == rows.get(0) ? rows.get(1) : rows.get(0);
    assertThat(List.of("flag", "small", "whole", "large", "real", "text", "time"))
        .allMatch(name -> empty.isNullAt(empty.fieldIndex(name)));
    assertThat(
            run(IngestRequest.of("f", "types", List.of(tsv)).with(Descriptions.felis(felis)))
                .replaced())
        .contains(result.table().files());
  }

  @Test
  void typesAreInferredOverAllFiles() throws IOException {
    Path first =
        write(
            "a.csv", "# a comment\nid|ra|dec|n|flag|when|code|none\n1|1|2|5|true|2025-01-02|01|\n");
    Path second = root.resolve("b.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(second))) {
      out.write(
          "ra|id|dec|n|flag|when|code|none\n3.5|9007199254740993|-4|1e3|false|2025-01-02T03:04:05|2|\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    IngestResult result = run(IngestRequest.of("f", "inferred", List.of(first, second)));
    assertThat(result.table().columns())
        .extracting(CatalogColumn::type)
        .containsExactly(
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.TIMESTAMP,
            ColumnType.STRING,
            ColumnType.STRING);
    assertThat(rows(result)).extracting(row -> row.<Long>getAs("id")).contains(9007199254740993L);
  }

  @Test
  void fitsAndVotableKeepUnitsUcdsAndDescriptions() throws IOException {
    for (StarTableWriter writer : List.of(new FitsTableWriter(), new VOTableWriter())) {
      String name = writer instanceof FitsTableWriter ? "star.fits" : "star.vot";
      Path file = root.resolve(name);
      try (OutputStream out = Files.newOutputStream(file)) {
        writer.writeStarTable(starTable(), out);
      }
      IngestResult result =
          run(
              IngestRequest.of("f", name.replace('.', '_'), List.of(file))
                  .with(FileOptions.DEFAULT.withBadRows(BadRows.SKIP)));
      assertThat(result.table().skyColumns()).isEqualTo(new SkyColumns("lon", "lat"));
      CatalogColumn magnitude = result.table().column("mag").orElseThrow();
      assertThat(magnitude.type()).isEqualTo(ColumnType.FLOAT);
      assertThat(magnitude.unit()).isEqualTo("mag");
      assertThat(magnitude.ucd()).isEqualTo("phot.mag");
      assertThat(result.rowsWritten()).isEqualTo(2);
      assertThat(result.badRows())
          .containsExactly(file + ":3: column [lon]: the position is missing");
      assertThat(rows(result)).filteredOn(row -> row.isNullAt(row.fieldIndex("mag"))).hasSize(1);
    }
  }

  private static RowListStarTable starTable() {
    ColumnInfo magnitude = new ColumnInfo("mag", Float.class, "Magnitude");
    magnitude.setUnitString("mag");
    magnitude.setUCD("phot.mag");
    RowListStarTable table =
        new RowListStarTable(
            new ColumnInfo[] {
              position("lon", "pos.eq.ra;meta.main"),
              position("lat", "pos.eq.dec;meta.main"),
              magnitude
            });
    table.addRow(new Object[] {10.5, -20.5, 15f});
    table.addRow(new Object[] {11.5, -21.5, Float.NaN});
    table.addRow(new Object[] {Double.NaN, -21.5, 1f});
    return table;
  }

  private static ColumnInfo position(String name, String ucd) {
    ColumnInfo info = new ColumnInfo(name, Double.class, null);
    info.setUnitString("deg");
    info.setUCD(ucd);
    return info;
  }

  private static IngestResult run(IngestRequest request) {
    return ingest.run(request, IngestListener.NONE);
  }

  private static List<Row> rows(IngestResult result) {
    return IngestedTables.rows(result.table()).collectAsList();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(root.resolve(name), text);
  }
}
