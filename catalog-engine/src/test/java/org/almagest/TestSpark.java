package org.almagest;

import java.nio.file.Path;
import org.almagest.backend.spark.SparkSessions;
import org.apache.spark.sql.SparkSession;

/** One Spark session for all tests of the JVM, set up as the service's is. */
public final class TestSpark {

  private TestSpark() {}

  /** The session. */
  public static SparkSession session() {
    return SparkSessions.start("local[2]", scratch(), 4);
  }

  /** The folder for what it writes meanwhile. */
  public static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"), "almagest-tests");
  }
}
