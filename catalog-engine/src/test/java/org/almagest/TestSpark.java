package org.almagest;

import org.apache.spark.sql.SparkSession;

/** One Spark session for all tests of the JVM. */
public final class TestSpark {

  private TestSpark() {}

  /** Starts it, or returns it. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("almagest-tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 4)
        .getOrCreate();
  }
}
