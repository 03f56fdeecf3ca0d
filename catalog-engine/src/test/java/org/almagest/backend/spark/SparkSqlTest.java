package org.almagest.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.almagest.adql.AdqlCompiler;
import org.almagest.adql.SampleCatalog;
import org.almagest.spark.runtime.SkyFunctions;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.SqlRenderer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the rendered SQL answers on a real Spark: the same as on DuckDB. */
class SparkSqlTest {
  private static final AdqlCompiler COMPILER = SampleCatalog.compiler();

  private static SparkSession spark;

  @BeforeAll
  static void createTables() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    SkyFunctions.register(spark);
    view(
        "pt12_Object",
        """
        VALUES
          (1L, 10D, 5D, 100D, 0.5F, 7, 'g', 99), (2L, 20D, -5D, -2.5D, 1F, -7, 'r', 99),
          (3L, 30D, 80D, 0D, NULL, 0, 'g', 99), (4L, 40D, 0D, NULL, 0.25F, NULL, NULL, 99),
          (5L, 50D, 0D, 2.5D, 0F, 12, 'it\\'s', 99)
        """,
        "objectId, ra_PS, decl_PS, gFlux, extendedness, flags, band, hidden");
    view(
        "pt12_Source",
        """
        VALUES
          (11L, 1L, 10D, 5D, 3D, 7, TIMESTAMP_NTZ '2020-01-01 00:00:00'),
          (12L, 1L, 10D, 5D, 5D, 8, TIMESTAMP_NTZ '2020-01-02 00:00:00'),
          (13L, 2L, 20D, -5D, 1D, 7, TIMESTAMP_NTZ '2020-01-03 00:00:00'),
          (14L, NULL, 0D, 0D, 9D, NULL, NULL)
        """,
        "sourceId, objectId, ra, dec, psfFlux, visit, taiObs");
    view(
        "mydb_regions",
        """
        VALUES
          ('a', '10.0 5.0', '9.0 4.0 11.0 4.0 10.0 6.0'), ('b', '20.0 5.0', NULL),
          ('c', NULL, '19.0 4.0 21.0 4.0 20.0 6.0')
        """,
        "name, pos, footprint");
    view(
        "mydb_targets",
        "VALUES (1, 'a', 10D, 5D, 3S), (2, 'b', 0D, 0D, 1S)",
        "id, name, ra, dec, rank");
  }

  private static void view(String name, String values, String columns) {
    spark.sql("SELECT * FROM " + values + " AS t(" + columns + ")").createOrReplaceTempView(name);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/answers.csv",
      delimiter = '#',
      quoteCharacter = '`',
      maxCharsPerColumn = 4096)
  void answers(String adql, String rows) {
    List<String> actual = run(adql).collectAsList().stream().map(SparkSqlTest::text).toList();
    assertThat(String.join(" ", actual)).isEqualTo(rows);
  }

  @Test
  void givesResultColumnsTheirValidatedTypes() {
    Dataset<Row> result =
        run(
            "SELECT objectId, flags/2, SUM(flags), AVG(flags), COUNT(*), MAX(extendedness),"
                + " CEILING(flags), 1.5, MIN(flags)*2 FROM pt12.Object GROUP BY objectId, flags");
    assertThat(IntStream.range(0, 9).mapToObj(i -> result.schema().apply(i).dataType().sql()))
        .containsExactly(
            "BIGINT", "INT", "BIGINT", "DOUBLE", "BIGINT", "FLOAT", "DOUBLE", "DOUBLE", "INT");
  }

  private static String text(Row row) {
    return String.join(
        ",", IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.get(i))).toList());
  }

  private static Dataset<Row> run(String adql) {
    return spark.sql(
        SqlRenderer.render(
            COMPILER.compile(adql).plan(),
            SparkTarget.INSTANCE,
            scan ->
                new SqlIdentifier(scan.schemaName() + "_" + scan.tableName(), SqlParserPos.ZERO)));
  }
}
