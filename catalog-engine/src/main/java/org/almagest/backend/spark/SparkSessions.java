package org.almagest.backend.spark;

import java.nio.file.Path;
import java.util.List;
import org.almagest.spark.runtime.SkyFunctions;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sessions as Almagest sets them up. */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * A Spark driver in this process.
   *
   * @param master such as {@code local[*]} or {@code spark://host:7077}
   * @param temporary the folder for shuffle and spill files
   * @param shufflePartitions how many parts a shuffle makes before small ones are joined
   */
  public static SparkSession start(String master, Path temporary, int shufflePartitions) {
    return SparkSession.builder()
        .appName("Almagest")
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", temporary.toString())
        .config("spark.sql.warehouse.dir", temporary.resolve("warehouse").toUri().toString())
        .config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.sql.shuffle.partitions", shufflePartitions)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .config("spark.sql.caseSensitive", "false")
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .config("spark.sql.debug.maxToStringFields", "1000")
        .getOrCreate();
  }

  /**
   * Runs a small query of each kind, so that the first user does not wait for class loading and
   * code generation.
   */
  public static void warm(SparkSession spark) {
    SparkSession session = spark.newSession();
    SkyFunctions.register(session);
    StructType schema =
        new StructType().add("id", DataTypes.LongType).add("ra", DataTypes.DoubleType);
    session
        .createDataFrame(List.of(RowFactory.create(1L, 10.0), RowFactory.create(2L, 20.0)), schema)
        .createOrReplaceTempView("warm");
    session
        .sql(
            "SELECT a.id, COUNT(*), AVG(sky_distance(a.ra, a.ra, b.ra, b.ra)) FROM warm a JOIN warm"
                + " b ON a.id = b.id WHERE healpix_cell(5, a.ra, b.ra) > 0 GROUP BY a.id ORDER BY"
                + " a.id")
        .filter(functions.col("id").gt(0))
        .collectAsList();
  }
}
