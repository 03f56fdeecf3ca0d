package org.almagest.hats.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.hats.HatsProperties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, and structs of lists, compared with what Spark's own reader makes of the same files. */
class NestedColumnsTest {

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void listsWithNullsEmptyOnesAndManyPagesAreRead() throws Exception {
    for (String version : List.of("V1", "V2")) {
      Path catalog = folder.resolve(version);
      write(
          catalog,
          version,
          "id, ra, dec, CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN [] WHEN 2 THEN [id, NULL] ELSE"
              + " range(id % 300) END AS numbers, CASE WHEN id % 7 = 0 THEN NULL ELSE {'mjd':"
              + " list_transform(range(id % 11), lambda x: x::DOUBLE / 8), 'band': CASE WHEN id % 3 = 0"
              + " THEN NULL ELSE list_transform(range(id % 11), lambda x: 'b' || (x % 3)) END,"
              + " 'total': id} END AS curve, [TIMESTAMP '2026-01-02 03:04:05'] AS times");
      Dataset<Row> rows = spark.read().format("hats").load(catalog.toString());
      assertThat(rows.columns())
          .containsExactly("_healpix_29", "id", "ra", "dec", "numbers", "curve", "times");
      same(rows, catalog.resolve("dataset"));
      assertThat(rows.where("id < 12 AND size(numbers) = 2").select("curve.band").count())
          .isEqualTo(2);
    }
  }

  private void write(Path catalog, String version, String columns) throws Exception {
    Path file = catalog.resolve("dataset/Norder=0/Dir=0/Npix=0.parquet");
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT id AS _healpix_29, "
              + columns
              + " FROM (SELECT range AS id, 45.0::DOUBLE AS ra, 30.0::DOUBLE AS dec FROM range(30000))) TO '"
              + file
              + "' (FORMAT parquet, ROW_GROUP_SIZE 12000, PARQUET_VERSION "
              + version
              + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(columns, e);
    }
    new HatsProperties(
            Map.of(
                "obs_collection",
                "lists",
                "dataproduct_type",
                "object",
                "hats_col_ra",
                "ra",
                "hats_col_dec",
                "dec"))
        .write(catalog);
  }

  /** What differs from Spark's own reader, nothing it should be. */
  static void same(Dataset<Row> found, Path dataset) throws IOException {
    SparkSession spark = found.sparkSession();
    String[] files;
    try (Stream<Path> tree = Files.walk(dataset)) {
      files =
          tree.filter(path -> path.toString().endsWith(".parquet"))
              .map(Path::toString)
              .toArray(String[]::new);
    }
    // Its fast reader does not know all encodings.
    spark.conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    try {
      Dataset<Row> expected =
          spark.read().parquet(files).selectExpr(found.columns()).selectExpr("struct(*) AS row");
      assertThat(texts(found.selectExpr("to_json(struct(*))")))
          .isEqualTo(texts(expected.selectExpr("to_json(row)")));
    } finally {
      spark.conf().unset("spark.sql.parquet.enableVectorizedReader");
    }
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.as(Encoders.STRING()).collectAsList().stream().sorted().toList();
  }
}
