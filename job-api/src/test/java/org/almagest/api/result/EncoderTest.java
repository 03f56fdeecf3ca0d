package org.almagest.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.almagest.api.ScriptedEngine;
import org.almagest.api.error.ServiceException;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.catalog.Catalog;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.parquet.ParquetTableBuilder;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

class EncoderTest {

  private static byte[] encode(ResultFormat format, int rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Execution execution =
            new ScriptedEngine()
                .plan(
                    new QueryRequest(
                        "SELECT rows=" + rows, RoutePreference.AUTO, OptionalLong.empty()),
                    new Catalog(java.util.List.of()))
                .execution();
        RowStream stream = execution.rows();
        ResultWriter writer = new ResultWriter(Path.of("target/encoder-test"))) {
      writer.stream(
          format,
          new Provenance(java.util.Map.of("QUERY", "SELECT 1")),
          LimitedRows.of(stream, OptionalLong.empty(), UnaryOperator.identity()),
          out);
    }
    return out.toByteArray();
  }

  private static StarTable read(byte[] votable) throws IOException {
    return Tables.randomTable(
        new StarTableFactory(true)
            .makeStarTable(new ByteArrayInputStream(votable), new VOTableBuilder()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ResultFormat.class,
      names = {"VOTABLE", "VOTABLE_BINARY", "VOTABLE_BINARY2"})
  void votableIsReadBackAsItWas(ResultFormat format) throws IOException {
    StarTable table = read(encode(format, 3));

    assertThat(table.getRowCount()).isEqualTo(3);
    assertThat(table.getColumnInfo(1).getUnitString()).isEqualTo("deg");
    assertThat(table.getColumnInfo(4).getXtype()).isEqualTo("timestamp");
    assertThat(table.getRow(0)).startsWith(1L, 10.5, -0.25);
    assertThat(Tables.isBlank(table.getCell(1, 2))).as("a null double").isTrue();
    assertThat(Tables.isBlank(table.getCell(2, 3))).as("a null text").isTrue();
    assertThat(table.getCell(0, 4)).isEqualTo("2026-11-25T12:00:01");
    assertThat(table.getCell(0, 5)).isEqualTo((short) 201);
    assertThat(Tables.isBlank(table.getCell(1, 5))).as("a null byte").isTrue();
    assertThat(table.getCell(1, 6)).isEqualTo(true);
  }

  @Test
  void fitsIsReadBackAsItWas() throws IOException {
    StarTable table =
        Tables.randomTable(
            new FitsTableBuilder()
                .makeStarTable(
                    new ByteArrayDataSource("fits", encode(ResultFormat.FITS, 3)),
                    true,
                    StoragePolicy.PREFER_MEMORY));

    assertThat(table.getRowCount()).isEqualTo(3);
    assertThat(table.getColumnInfo(1).getUnitString()).isEqualTo("deg");
    assertThat(table.getRow(0)).startsWith(1L, 10.5, -0.25);
    assertThat(Tables.isBlank(table.getCell(1, 2))).as("a null double").isTrue();
    assertThat(table.getCell(0, 4)).isEqualTo("2026-11-25T12:00:01");
    assertThat(table.getCell(1, 6)).isEqualTo(true);
  }

  @Test
  void parquetIsReadBackAsItWas(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("t.parquet"), encode(ResultFormat.PARQUET, 70_000));
    StarTable table =
        new ParquetTableBuilder()
            .makeStarTable(new FileDataSource(file.toFile()), false, StoragePolicy.PREFER_MEMORY);

    assertThat(table.getRowCount()).isEqualTo(70_000);
    assertThat(table.getColumnInfo(1).getUnitString()).isEqualTo("deg");
    assertThat(table.getColumnInfo(0).getUCD()).isEqualTo("meta.id;meta.main");
  }

  @Test
  void ecsvIsReadBackAsItWas() throws IOException {
    StarTable table =
        Tables.randomTable(
            new EcsvTableBuilder()
                .makeStarTable(
                    new ByteArrayDataSource("ecsv", encode(ResultFormat.ECSV, 3)),
                    true,
                    StoragePolicy.PREFER_MEMORY));

    assertThat(table.getRow(0)).startsWith(1L, 10.5, -0.25);
    assertThat(table.getColumnInfo(1).getUnitString()).isEqualTo("deg");
    assertThat(table.getCell(1, 6)).isEqualTo(true);
  }

  @Test
  void manyRowsKeepTheirOrder() throws IOException {
    String[] lines =
        new String(encode(ResultFormat.CSV, 50_000), java.nio.charset.StandardCharsets.UTF_8)
            .split("\r\n");

    assertThat(lines).hasSize(50_001);
    for (int line = 1; line < lines.length; line++) {
      assertThat(lines[line]).startsWith(line + ",");
    }
  }

  @Test
  void peopleReadTheRest() throws IOException {
    assertThat(text(ResultFormat.HTML)).contains("<td>a,&quot;1&quot; &lt;é&gt;</td>");
    assertThat(text(ResultFormat.TEXT)).contains("id ").contains(" | a,\"1\" <é>");
  }

  private static String text(ResultFormat format) throws IOException {
    return new String(encode(format, 2), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void unsignedBytesAreDeclaredAsSuch() throws IOException {
    assertThat(new String(encode(ResultFormat.VOTABLE, 1), java.nio.charset.StandardCharsets.UTF_8))
        .contains("datatype=\"unsignedByte\"")
        .contains("datatype=\"boolean\"")
        .contains("arraysize=\"*\"")
        .contains("<é>".replace("<", "&lt;").replace(">", "&gt;"));
  }

  @Test
  void formatsAreFoundByMimeTypeAndAliasInAnyCase() {
    assertThat(ResultFormat.of("Text/CSV")).isEqualTo(ResultFormat.CSV);
    assertThat(ResultFormat.of("application/x-votable+xml; serialization=\"BINARY2\""))
        .isEqualTo(ResultFormat.VOTABLE_BINARY2);
    assertThat(ResultFormat.of("votable/TD")).isEqualTo(ResultFormat.VOTABLE);
    assertThatThrownBy(() -> ResultFormat.of("pdf"))
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith("RESPONSEFORMAT [pdf] is not offered: choose one of votable");
  }
}
