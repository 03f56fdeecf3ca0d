package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsProperties;
import org.almagest.sky.Separation;
import org.almagest.sky.healpix.Healpix;
import org.apache.parquet.column.Encoding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs as the format allows them, and few write them. */
class OtherFormsTest {

  private static final int ROWS = 4000;
  private static final String CONE = " WHERE DISTANCE(ra, dec, 45, 0) < 1.5";

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

  @Test
  void pixelsOfAnotherOrderPrune() throws Exception {
    Path catalog = write("order13", "healpix_13 AS healpix13, id, ra, dec", "");
    properties(
        catalog,
        Map.of(
            "hats_col_healpix",
            "healpix13",
            "hats_col_healpix_order",
            "13",
            "hats_nrows",
            "" + ROWS));
    bench.register("order13", catalog);
    assertThat(bench.plan(RoutePreference.DUCKDB, "SELECT id FROM reg.order13" + CONE).explain())
        .contains("\"healpix13\" >= ");
    coneIsRight("order13");
  }

  @Test
  void filesWithoutPixelsAreReadByPartition() throws Exception {
    Path catalog = write("bare", "id, ra, dec", "");
    properties(catalog, Map.of());
    bench.register("bare", catalog);
    assertThat(bench.plan(RoutePreference.DUCKDB, "SELECT id FROM reg.bare" + CONE).explain())
        .doesNotContain("healpix");
    coneIsRight("bare");
  }

  private static void coneIsRight(String table) {
    long expected =
        rows().stream().filter(row -> Separation.degrees(row[0], row[1], 45, 0) < 1.5).count();
    String query = "SELECT COUNT(*) FROM reg." + table + CONE;
    assertThat(bench.plan(RoutePreference.DUCKDB, query).route().files()).isLessThan(16);
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.rows(route, query)).containsExactly(List.of(expected));
    }
  }

  @Test
  void newEncodingsAndOldTypesAreReadByBothEngines() throws Exception {
    Path catalog =
        write(
            "types",
            "healpix_29 AS _healpix_29, id, ra, dec, CAST(id % 200 AS UTINYINT) AS flags,"
                + " CAST(id AS UINTEGER) AS counts, CAST(id AS UBIGINT) AS total,"
                + " DATE '2025-01-02' AS night, TIMESTAMPTZ '2025-01-02 03:04:05+00' AS instant,"
                + " CAST(id / 8.0 AS DECIMAL(12, 3)) AS price, 'abc'::BLOB AS raw,"
                + " [id, NULL] AS pair, {'x': ra, 'names': ['a', 'b']} AS nest",
            ", PARQUET_VERSION V2");
    properties(catalog, Map.of());
    assertThat(HatsCatalog.open(catalog).encodings()).contains(Encoding.BYTE_STREAM_SPLIT);
    RegisterResult result = bench.register("types", catalog);
    assertThat(result.notes()).anyMatch(note -> note.startsWith("Column [raw] is left out"));
    assertThat(result.table().columns())
        .extracting(CatalogColumn::name)
        .contains("flags", "pair", "nest.x", "nest.names")
        .doesNotContain("raw");
    assertThat(result.table().column("flags").orElseThrow().type())
        .isEqualTo(ColumnType.UNSIGNED_BYTE);
    String query =
        "SELECT id, flags, counts, total, night, instant, price, pair, \"nest.x\", \"nest.names\""
            + " FROM reg.types WHERE id = 1234";
    List<List<Object>> fast = bench.rows(RoutePreference.DUCKDB, query);
    assertThat(fast).hasSize(1);
    assertThat(fast.get(0).get(4)).isEqualTo(LocalDateTime.of(2025, 1, 2, 0, 0));
    assertThat(fast.get(0).get(5)).isEqualTo(LocalDateTime.of(2025, 1, 2, 3, 4, 5));
    assertThat(fast.get(0).get(6)).isEqualTo(154.25);
    assertThat(fast.get(0).get(7)).isEqualTo("[1234,null]");
    assertThat(fast.get(0).get(9)).isEqualTo("[\"a\",\"b\"]");
    assertThat(bench.rows(RoutePreference.SPARK, query)).isEqualTo(fast);
    assertThat(bench.rows(RoutePreference.DUCKDB, "SELECT MAX(flags - 255) FROM reg.types"))
        .containsExactly(List.of(-56));
  }

  @Test
  void aMatchAsksOnlyForTheColumnsThatAQueryUses() throws Exception {
    Path catalog =
        write(
            "rare",
            "healpix_29 AS _healpix_29, id, ra, dec, CAST(id AS UINTEGER) AS counts,"
                + " DATE '2025-01-02' AS night, CAST(id / 8.0 AS DECIMAL(12, 3)) AS price,"
                + " [id, NULL] AS pair, {'x': ra} AS nest",
            "");
    properties(catalog, Map.of());
    bench.register("rare", catalog);
    String within = " ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.05";
    String join = " FROM reg.rare AS a JOIN reg.rare AS b" + within;
    long pairs = 0;
    for (double[] a : rows()) {
      for (double[] b : rows()) {
        pairs += Separation.degrees(a[0], a[1], b[0], b[1]) < 0.05 ? 1 : 0;
      }
    }
    String left = " FROM reg.rare AS a LEFT OUTER JOIN reg.rare AS b" + within;
    assertMatched("SELECT COUNT(*)" + join, List.of(pairs));
    assertMatched("SELECT COUNT(a.id), COUNT(b.dec)" + join, List.of(pairs, pairs));
    assertMatched("SELECT COUNT(*)" + join + " AND a.id <> b.id", List.of(pairs - ROWS));
    assertMatched("SELECT COUNT(*)" + left + " AND b.id < 0 WHERE b.ra IS NULL", List.of(4000L));
    assertMatched(
        "SELECT COUNT(*) FROM (SELECT a.*" + join + " ORDER BY a.id) AS t", List.of(pairs));
    double[] seventh = rows().get(7);
    long close =
        rows().stream()
            .filter(b -> Separation.degrees(seventh[0], seventh[1], b[0], b[1]) < 0.05)
            .count();
    assertMatched(
        "SELECT a.id, COUNT(*), MIN(a.dec)" + join + " WHERE a.id = 7 GROUP BY a.id",
        List.of(7, close, seventh[1]));
    for (String column : List.of("counts", "night", "price", "pair", "\"nest.x\"")) {
      String query = "SELECT COUNT(a." + column + ")" + join;
      for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
        assertThat(bench.plan(route, query).explain()).as(query).doesNotContain("hats-match");
        assertThat(bench.rows(route, query)).as(query).containsExactly(List.of(pairs));
      }
    }
  }

  private static void assertMatched(String query, List<Object> row) {
    for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
      assertThat(bench.plan(route, query).explain()).as(query).contains("hats-match");
      assertThat(bench.rows(route, query)).as(route + ": " + query).containsExactly(row);
    }
  }

  @Test
  void anAssociationIsATableToJoinBy() throws Exception {
    Path catalog = write("pairs", "id AS id_left, id + 1 AS id_right, 0.5 AS _dist_arcsec", "");
    properties(
        catalog, Map.of("dataproduct_type", "association", "hats_primary_table_url", "somewhere"));
    RegisterResult result = bench.register("pairs", catalog);
    assertThat(result.table().skyColumns()).isNull();
    String query = "SELECT id_right, \"_dist_arcsec\" FROM reg.pairs WHERE id_left = 7";
    assertThat(bench.plan(RoutePreference.AUTO, query).route().backend())
        .isEqualTo(BackendId.DUCKDB);
    assertThat(bench.rows(RoutePreference.AUTO, query)).containsExactly(List.of(8, 0.5));
  }

  @Test
  void pixelsOutsideOfTheirPartitionAreRefused() throws Exception {
    Path catalog =
        write("shifted", "healpix_29 + 1152921504606846976 AS _healpix_29, id, ra, dec", "");
    properties(catalog, Map.of());
    assertThatThrownBy(() -> bench.register("shifted", catalog))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("in column [_healpix_29], outside of its partition ");
  }

  @Test
  void mapsAndTypesThatNobodyKnowsAreRefused() throws Exception {
    Path catalog = write("odd", "id, ra, dec", "");
    properties(catalog, Map.of("dataproduct_type", "map"));
    assertThatThrownBy(() -> bench.register("odd", catalog))
        .hasMessageContaining("is a catalog of type MAP: it holds values of pixels");
    properties(catalog, Map.of("dataproduct_type", "spectra"));
    assertThatThrownBy(() -> bench.register("odd", catalog))
        .hasMessageContaining("unknown dataproduct_type [spectra]");
  }

  /** Positions around (45, 0), where four base pixels' worth of partitions of order 3 lie. */
  private static List<double[]> rows() {
    Random random = new Random(11);
    return random
        .doubles(ROWS)
        .boxed()
        .map(ra -> new double[] {35 + 20 * ra, -10 + 20 * random.nextDouble()})
        .toList();
  }

  private static Path write(String name, String columns, String options)
      throws IOException, SQLException {
    Path catalog = root.resolve("catalogs").resolve(name);
    StringBuilder values = new StringBuilder();
    int id = 0;
    Map<Long, Integer> pixels = new LinkedHashMap<>();
    for (double[] row : rows()) {
      long pixel = Healpix.cell(29, row[0], row[1]);
      pixels.merge(pixel >>> 52, 1, Integer::sum);
      values
          .append(id == 0 ? "" : ",")
          .append(
              "("
                  + id
                  + ",CAST("
                  + row[0]
                  + " AS DOUBLE),CAST("
                  + row[1]
                  + " AS DOUBLE),"
                  + pixel
                  + "::BIGINT,"
                  + (pixel >>> 32)
                  + "::BIGINT)");
      id++;
    }
    StringBuilder list = new StringBuilder("Norder,Npix,Rows\n");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t AS SELECT * FROM (VALUES "
              + values
              + ") v(id, ra, dec, healpix_29, healpix_13)");
      for (long pixel : pixels.keySet()) {
        Path file = catalog.resolve("dataset/Norder=3/Dir=0/Npix=" + pixel + ".parquet");
        Files.createDirectories(file.getParent());
        statement.execute(
            "COPY (SELECT "
                + columns
                + " FROM t WHERE healpix_29 >> 52 = "
                + pixel
                + " ORDER BY healpix_29) TO '"
                + file
                + "' (FORMAT parquet"
                + options
                + ")");
        list.append("3,").append(pixel).append(",0\n");
      }
    }
    Files.writeString(catalog.resolve("partition_info.csv"), list);
    return catalog;
  }

  private static void properties(Path catalog, Map<String, String> more) throws IOException {
    Map<String, String> values =
        new LinkedHashMap<>(
            Map.of(
                "obs_collection", "made_up",
                "dataproduct_type", "object",
                "hats_col_ra", "ra",
                "hats_col_dec", "dec"));
    values.putAll(more);
    new HatsProperties(values).write(catalog);
  }
}
