package org.almagest.hats.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.almagest.TestSpark;
import org.almagest.hats.match.TinyCatalog;
import org.almagest.sky.Separation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HatsSourceTest {

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void onlyThePartitionsOfAConeOrOfARangeOfPixelsAreRead() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    double[] ra = random.doubles(2000, 0, 90).toArray();
    double[] dec = random.doubles(2000, -60, 60).toArray();
    new TinyCatalog(ra, dec).write(folder.resolve("sky"), 100, 0);
    long expected = 0;
    for (int i = 0; i < ra.length; i++) {
      expected += Separation.degrees(ra[i], dec[i], 30, 10) <= 5 ? 1 : 0;
    }

    Dataset<Row> cone = read().option("cone", "30 10 5").load(folder.resolve("sky").toString());
    assertThat(cone.count()).isEqualTo(expected).isPositive();
    assertThat(cone.rdd().getNumPartitions()).isLessThan(10);
    assertThat(
            read()
                .option("region", "CIRCLE ICRS 30 10 5")
                .load(folder.resolve("sky").toString())
                .count())
        .isEqualTo(expected);

    Dataset<Row> all = read().load(folder.resolve("sky").toString());
    Dataset<Row> range = all.where("_healpix_29 BETWEEN 0 AND " + (1L << 54)).select("id");
    assertThat(range.rdd().getNumPartitions()).isLessThan(all.rdd().getNumPartitions() / 4);
    assertThat(range.count())
        .isEqualTo(
            all.select("id", "_healpix_29").collectAsList().stream()
                .filter(row -> row.getLong(1) >= 0 && row.getLong(1) <= 1L << 54)
                .count())
        .isPositive();
    assertThat(all.where("mag = 4 AND id < 100").count()).isEqualTo(10);
  }

  @Test
  void aMissingCatalogAndAWrongConeAreRefusedWithWhatToWrite() throws IOException {
    assertThatThrownBy(() -> read().load(folder.resolve("none").toString()))
        .hasMessageContaining("is no folder");
    new TinyCatalog(new double[] {1}, new double[] {2}).write(folder.resolve("sky"), 9, 0);
    assertThatThrownBy(() -> read().option("cone", "1 2").load(folder.resolve("sky").toString()))
        .hasMessageContaining("write right ascension, declination and radius in degrees");
  }

  private org.apache.spark.sql.DataFrameReader read() {
    return spark.read().format("hats");
  }
}
