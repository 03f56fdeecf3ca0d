package org.almagest.hats.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The format {@code hats} over LSDB's test catalogs. */
class LsdbSourceTest {
  private static final Path LSDB = OthersData.root().resolve("lsdb");
  private static final String STARS = "raw/small_sky/small_sky.csv";
  private static final String SOURCES = "raw/small_sky_source/small_sky_source.csv";

  private final SparkSession spark = TestSpark.session();

  @TestFactory
  @ComparesWithOthers("lsdb")
  Stream<DynamicTest> theFormatReadsWhatLsdbWrote() {
    return Stream.of(
        rows("small_sky_npix_as_dir", STARS, "id", "ra"),
        rows("small_sky_source", SOURCES, "source_id", "object_id"),
        rows("small_sky_order1_collection", STARS, "id", "ra"),
        rows("small_sky_order1_nested_sources", STARS, "id", "ra"),
        dynamicTest("a cone gives the rows that LSDB expects", this::theRowsOfACone),
        dynamicTest("light curves are arrays of a struct", this::lightCurvesAreArrays));
  }

  private DynamicTest rows(String name, String raw, String key, String ra) {
    return dynamicTest("rows of " + name, () -> theRowsOfTheRawFile(name, raw, key, ra));
  }

  private void theRowsOfTheRawFile(String name, String raw, String key, String ra) {
    Dataset<Row> catalog = spark.read().format("hats").load(LSDB.resolve(name).toString());
    Dataset<Row> csv = spark.read().option("header", true).csv(LSDB.resolve(raw).toString());
    Dataset<Row> found = catalog.selectExpr("CAST(" + key + " AS BIGINT)", ra);
    Dataset<Row> expected =
        csv.selectExpr("CAST(" + key + " AS BIGINT)", "CAST(" + ra + " AS DOUBLE)");
    assertThat(found.count()).isEqualTo(expected.count());
    assertThat(found.exceptAll(expected).count()).isZero();
  }

  private void theRowsOfACone() throws IOException {
    long expected;
    try (Stream<String> lines = Files.lines(LSDB.resolve("raw/cone_search_expected/catalog.csv"))) {
      expected = lines.count() - 1;
    }
    Dataset<Row> cone =
        spark
            .read()
            .format("hats")
            .option("cone", "-35, -55, 2")
            .load(LSDB.resolve("small_sky_source").toString());
    assertThat(cone.count()).isEqualTo(expected).isPositive();
  }

  private void lightCurvesAreArrays() throws IOException {
    Path nested = LSDB.resolve("small_sky_order1_nested_sources");
    Dataset<Row> curves = spark.read().format("hats").load(nested.toString());
    assertThat(curves.schema().apply("sources").dataType().simpleString())
        .startsWith("struct<")
        .contains("mjd:array<double>");
    NestedColumnsTest.same(curves, nested.resolve("catalog/dataset"));
    assertThat(curves.selectExpr("sum(size(sources.mjd))").first().getLong(0)).isEqualTo(17_161L);
    Dataset<Row> cone =
        spark.read().format("hats").option("cone", "301.5, -59.5, 3").load(nested.toString());
    assertThat(cone.selectExpr("id", "explode(sources.mjd)").count())
        .isEqualTo(
            curves
                .where(
                    "acos(least(1, sin(radians(dec)) * sin(radians(-59.5)) + cos(radians(dec))"
                        + " * cos(radians(-59.5)) * cos(radians(ra - 301.5)))) < radians(3)")
                .selectExpr("sum(size(sources.mjd))")
                .first()
                .getLong(0))
        .isPositive();
  }
}
