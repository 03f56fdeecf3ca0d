package org.almagest.hats.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.almagest.TestSpark;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.hats.match.TinyCatalog;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HatsMatchTest {

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Nested
  @ComparesWithOthers("lsdb")
  class OfLsdbsTestCatalogs {

    private final Path lsdb = OthersData.root().resolve("lsdb");

    @ParameterizedTest
    @CsvSource({
      "xmatch_correct, 0.01, 0, 1, with",
      "xmatch_correct, 0.01, 0, 1, without",
      "xmatch_correct_002_005, 0.005, 0.002, 1, with",
      "xmatch_correct_002_005, 0.005, 0.002, 1, without",
      "xmatch_correct_3n_2t, 2, 0, 3, with",
      "xmatch_correct_3n_2t, 2, 0, 3, without"
    })
    void givesThePairsThatLsdbExpects(
        String expected, double radius, double least, int n, String margin) throws IOException {
      Map<String, String> options = new HashMap<>();
      options.put("left", lsdb.resolve("small_sky_order1_collection").toString());
      options.put("right", lsdb.resolve("small_sky_xmatch").toString());
      options.put("radius", "" + radius);
      options.put("minRadius", "" + least);
      options.put("unit", "deg");
      options.put("mode", "nearest");
      options.put("n", "" + n);
      options.put("strict", "true");
      options.put("leftColumns", "id");
      options.put("rightColumns", "id");
      if (margin.equals("with")) {
        options.put("rightMargin", lsdb.resolve("small_sky_xmatch_margin").toString());
      }

      List<Row> found =
          rows(spark.read().format("hats-match").options(options).load(), "id", "id_right");

      List<double[]> rows = expected(lsdb.resolve("raw/xmatch_expected/" + expected + ".csv"));
      assertThat(found).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(number(found.get(i), "id")).isEqualTo((long) rows.get(i)[0]);
        assertThat(number(found.get(i), "id_right")).isEqualTo((long) rows.get(i)[1]);
        assertThat((double) found.get(i).getAs("separation"))
            .isCloseTo(rows.get(i)[2], within(1e-12));
      }
    }

    private List<double[]> expected(Path csv) throws IOException {
      List<String> lines = Files.readAllLines(csv);
      List<String> header = List.of(lines.get(0).split(",", -1));
      List<double[]> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        double[] row = new double[3];
        for (int i = 0; i < 3; i++) {
          String column = List.of("ss_id", "xmatch_id", "dist").get(i);
          row[i] = Double.parseDouble(fields[header.indexOf(column)]);
        }
        rows.add(row);
      }
      rows.sort(
          Comparator.<double[]>comparingDouble(row -> row[0]).thenComparingDouble(row -> row[1]));
      return rows;
    }
  }

  @Test
  void filtersOfTheLeftSideGoBeforeTheMatchAndDoNotChangeIt() throws IOException {
    writePair();
    Dataset<Row> match = match("10").option("separation", "").load();
    Dataset<Row> filtered = match.where("mag = 3 AND mag_right < 5");
    String plan = filtered.queryExecution().toString();
    assertThat(plan)
        .contains("left filters [RowFilter[column=mag, least=3.0, most=3.0]]")
        .contains("right filters [RowFilter[column=mag, least=-Infinity, most=5.0]]");
    assertThat(rows(filtered, "id", "id_right"))
        .isEqualTo(
            rows(match, "id", "id_right").stream()
                .filter(
                    row -> (double) row.getAs("mag") == 3 && (double) row.getAs("mag_right") < 5)
                .toList())
        .isNotEmpty();
  }

  @Test
  void aFilterOfTheRightSideStaysBehindTheChoiceOfTheNearest() throws IOException {
    writePair();
    Dataset<Row> nearest = match("10").option("mode", "nearest").load();
    assertThat(rows(nearest.where("mag_right < 5"), "id", "id_right"))
        .isEqualTo(
            rows(nearest, "id", "id_right").stream()
                .filter(row -> (double) row.getAs("mag_right") < 5)
                .toList());
  }

  @Test
  void leftRowsWithoutAPartnerComeWithNullsOrAlone() throws IOException {
    writePair();
    Dataset<Row> all = match("2").option("how", "left").load();
    Dataset<Row> alone = match("2").option("how", "anti").load();
    assertThat(alone.columns()).doesNotContain("separation", "id_right");
    assertThat(all.where("id_right IS NULL AND separation IS NULL").count())
        .isEqualTo(alone.count())
        .isPositive();
    assertThat(all.where("separation IS NOT NULL").count())
        .isEqualTo(match("2").load().count())
        .isPositive();
  }

  @Test
  void aMatchIsWrittenAsPlainParquet() throws IOException {
    writePair();
    Dataset<Row> match = match("10").load();
    String out = folder.resolve("out").toString();
    match.write().format("columnar-parquet").mode("overwrite").save(out);
    match.write().format("columnar-parquet").mode("overwrite").save(out);

    Dataset<Row> read = spark.read().parquet(out);
    assertThat(read.schema()).isEqualTo(match.schema());
    assertThat(rows(read, "id", "id_right")).isEqualTo(rows(match, "id", "id_right")).isNotEmpty();
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("part-.*\\.parquet"));
    }
  }

  @Test
  void wrongOptionsAreRefusedWithWhatToWrite() throws IOException {
    writePair();
    assertThatThrownBy(() -> match("1").option("how", "outer").load())
        .hasMessage("The option [how] is [outer]; it can be inner, left or anti");
    assertThatThrownBy(() -> match("1").option("leftColumns", "ident").load())
        .hasMessageContaining("has no column [ident]; it has _healpix_29, id, ra");
    assertThatThrownBy(() -> match("-1").load()).hasMessageContaining("The radius [");
    assertThatThrownBy(() -> match("1").option("leftFilter", "name like 'x'").load())
        .hasMessageContaining("is not a comparison of a column with a number");
    assertThatThrownBy(
            () -> spark.read().format("hats-match").option("left", "x").option("radius", 1).load())
        .hasMessageContaining("The option [right] is missing");
  }

  private org.apache.spark.sql.DataFrameReader match(String radius) {
    return spark
        .read()
        .format("hats-match")
        .option("left", folder.resolve("left").toString())
        .option("right", folder.resolve("right").toString())
        .option("radius", radius)
        .option("unit", "arcmin");
  }

  private void writePair() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (String side : List.of("left", "right")) {
      double[] ra = random.doubles(500, 10, 15).toArray();
      double[] dec = random.doubles(500, -3, 3).toArray();
      new TinyCatalog(ra, dec).write(folder.resolve(side), 80, 0);
    }
  }

  private static List<Row> rows(Dataset<Row> data, String... keys) {
    List<Row> rows = new ArrayList<>(data.collectAsList());
    rows.sort(
        Comparator.<Row>comparingLong(row -> number(row, keys[0]))
            .thenComparingLong(row -> number(row, keys[1])));
    return rows;
  }

  private static long number(Row row, String column) {
    return ((Number) row.getAs(column)).longValue();
  }
}
