package org.almagest.hats.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnarParquetTest {

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "none"})
  void everyTypeComesBackFromSparksOwnReaderNullsToo(String codec) {
    Dataset<Row> rows =
        spark
            .range(0, 150_000, 1, 3)
            .selectExpr(
                "id",
                "IF(id % 3 = 0, NULL, CAST(id AS INT)) i",
                "CAST(id % 100 AS SHORT) s",
                "CAST(id % 100 AS BYTE) b",
                "IF(id % 1000 = 0, double('NaN'), rand(5) - 0.5) d",
                "CAST(rand(6) AS FLOAT) f",
                "IF(id % 7 = 0, NULL, id % 2 = 0) flag",
                "IF(id % 5 = 0, NULL, concat('näme ', id)) name",
                "CAST(CAST(id AS STRING) AS BINARY) bytes",
                "timestamp_ntz'2020-01-01 00:00:00' + make_interval(0, 0, 0, 0, 0, 0, id) t",
                "date_add(date'2020-01-01', CAST(id % 900 AS INT)) day",
                "CAST(NULL AS DOUBLE) nothing");
    String out = folder.resolve(codec).toString();
    rows.write().format("columnar-parquet").option("compression", codec).mode("append").save(out);

    Dataset<Row> read = spark.read().parquet(out);
    assertThat(read.dtypes()).isEqualTo(rows.dtypes());
    assertThat(read.count()).isEqualTo(150_000);
    assertThat(read.exceptAll(rows).count()).isZero();
    assertThat(read.where("id BETWEEN 70 AND 79 AND name = 'näme 72'").count()).isEqualTo(1);
    assertThat(read.where("d > 0.49 OR isnan(d)").count())
        .isEqualTo(rows.where("d > 0.49 OR isnan(d)").count());
  }

  @Test
  void noRowsAreATableOfNoRows() {
    Dataset<Row> none = spark.range(10).where("id > 20").selectExpr("id", "'x' name");
    String out = folder.resolve("none").toString();
    none.write().format("columnar-parquet").mode("append").save(out);
    assertThat(spark.read().parquet(out).schema().fieldNames()).containsExactly("id", "name");
    assertThat(spark.read().parquet(out).count()).isZero();
  }

  @Test
  void aFailedJobLeavesWhatWasThereBefore() throws IOException {
    String out = folder.resolve("kept").toString();
    spark.range(10).write().format("columnar-parquet").mode("append").save(out);
    Dataset<Row> failing =
        spark.range(0, 1000, 1, 4).selectExpr("IF(id = 999, raise_error('broken'), id) id");
    assertThatThrownBy(() -> failing.write().format("columnar-parquet").mode("overwrite").save(out))
        .hasStackTraceContaining("broken");
    assertThat(spark.read().parquet(out).count()).isEqualTo(10);
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("_"));
    }
  }

  @Test
  void aTypeThatIsNotWrittenIsRefusedByName() {
    assertThatThrownBy(
            () ->
                spark
                    .range(1)
                    .selectExpr("array(id) list")
                    .write()
                    .format("columnar-parquet")
                    .mode("append")
                    .save(folder.resolve("x").toString()))
        .hasStackTraceContaining("Column [list] is of the type array<bigint>");
  }
}
