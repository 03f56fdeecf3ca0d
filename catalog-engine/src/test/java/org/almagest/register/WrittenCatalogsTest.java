package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsException;
import org.almagest.hats.VoFields;
import org.almagest.ingest.Descriptions;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.nest.NestRequest;
import org.almagest.ingest.nest.Nesting;
import org.almagest.ingest.task.IngestListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs that were written here, registered, or left by an earlier version. */
class WrittenCatalogsTest {

  @TempDir static Path root;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = new Bench(root);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  private static CatalogTable ingest(String release, String table, String text) throws IOException {
    Path file = Files.writeString(root.resolve(release + table + ".csv"), text);
    Path felis =
        Files.writeString(
            root.resolve(release + table + ".yaml"),
            """
            name: %s
            "@id": "#sky"
            tables:
              - name: %s
                "@id": "#t"
                columns:
                  - {name: id, "@id": "#id", datatype: long, description: Tells rows < apart}
                  - {name: ra, "@id": "#ra", datatype: double, fits:tunit: deg, ivoa:ucd: pos.eq.ra;meta.main}
                  - {name: dec, "@id": "#dec", datatype: double, fits:tunit: deg, ivoa:ucd: pos.eq.dec;meta.main}
                  - {name: mjd, "@id": "#mjd", datatype: double, fits:tunit: d, ivoa:ucd: time.epoch}
            """
                .formatted(release, table));
    return new Ingest(bench.data, bench.store, Clock.systemUTC())
        .run(
            IngestRequest.of(release, table, List.of(file)).with(Descriptions.felis(felis)),
            IngestListener.NONE)
        .table();
  }

  @Test
  void unitsUcdsAndDescriptionsSurviveWritingAndRegistering() throws IOException {
    ingest("vo", "object", "id,ra,dec,mjd\n1,10,5,6.5\n2,11,5,7.5\n");
    ingest("vo", "source", "id,ra,dec,mjd\n1,10,5,60001.5\n1,10,5,60000.25\n");
    CatalogTable nested =
        new Nesting(bench.data, bench.store, Clock.systemUTC())
            .run(
                new NestRequest(
                    "vo",
                    "object_lc",
                    "vo.object",
                    "vo.source",
                    "id",
                    "id",
                    List.of("mjd"),
                    "mjd",
                    "lc",
                    null),
                IngestListener.NONE)
            .table();
    CatalogTable table = bench.register("written", nested.files().root()).table();
    CatalogColumn ra = table.column("ra").orElseThrow();
    assertThat(ra.unit()).isEqualTo("deg");
    assertThat(ra.ucd()).isEqualTo("pos.eq.ra;meta.main");
    assertThat(table.column("id").orElseThrow().description()).isEqualTo("Tells rows < apart");
    CatalogColumn time = table.column("lc.mjd").orElseThrow();
    assertThat(time.unit()).isEqualTo("d");
    assertThat(time.ucd()).isEqualTo("time.epoch");
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.rows(route, "SELECT \"lc.mjd\" FROM reg.written WHERE id = 1"))
          .containsExactly(List.of("[60000.25,60001.5]"));
      String from =
          " FROM reg.written AS a JOIN vo.object_lc AS b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 2";
      String query = "SELECT a.id, b.id" + from;
      assertThat(bench.plan(route, query).explain()).contains("hats-match");
      assertThat(bench.rows(route, query))
          .containsExactlyInAnyOrder(
              List.of(1L, 1L), List.of(1L, 2L), List.of(2L, 1L), List.of(2L, 2L));
      String curve = "SELECT b.\"lc.mjd\"" + from + " WHERE a.id = 1 AND b.id = 1";
      assertThat(bench.plan(route, curve).explain()).doesNotContain("hats-match");
      assertThat(bench.rows(route, curve)).containsExactly(List.of("[60000.25,60001.5]"));
    }
  }

  @Test
  void aVotableThatIsNotXmlIsNamed() {
    assertThatThrownBy(() -> VoFields.parse("<VOTABLE><FIELD name='a'"))
        .isInstanceOf(HatsException.class)
        .hasMessageContaining("The VOTable in the footer of a Parquet file is not XML");
    assertThat(VoFields.parse("<V><TABLE><FIELD name='a' unit=' '/></TABLE></V>").field("a"))
        .contains(new VoFields.Field(null, null, null, null));
  }

  /** Earlier versions wrote the catalog itself where now a collection of it and others is. */
  @Test
  void theLayoutBeforeCollectionsIsReadAndReplaced() throws IOException {
    String text = "id,ra,dec,mjd\n1,10,5,6.5\n2,11,5,7.5\n3,200,-40,8.5\n";
    CatalogTable table = ingest("old", "object", text);
    Path version = table.files().root();
    Path catalog = version.resolve("old_object");
    Path aside = Files.move(catalog, root.resolve("aside"));
    try (Stream<Path> others = Files.walk(version)) {
      for (Path path : others.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
    Files.move(aside, version);
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.rows(route, "SELECT COUNT(*), MAX(mjd) FROM old.object"))
          .containsExactly(List.of(3L, 8.5));
      assertThat(
              bench.rows(route, "SELECT id FROM old.object WHERE DISTANCE(ra, dec, 200, -40) < 1"))
          .containsExactly(List.of(3L));
      assertThat(
              bench.rows(
                  route,
                  "SELECT COUNT(*) FROM old.object AS a JOIN old.object AS b"
                      + " ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 2"))
          .containsExactly(List.of(5L));
    }
    ingest("old", "object", "id,ra,dec,mjd\n9,10,5,6.5\n");
    assertThat(bench.rows(RoutePreference.DUCKDB, "SELECT id FROM old.object"))
        .containsExactly(List.of(9L));
  }
}
