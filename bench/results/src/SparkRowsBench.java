package org.almagest.backend.spark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.spark.program.SparkProgram;
import org.apache.spark.sql.SparkSession;

/** Reads rows that Spark makes up, and tells when the first came, how fast, and in what memory. */
final class SparkRowsBench {
  private static final String ROW =
      "SELECT id, id * 0.5D AS ra, -id * 0.25D AS dec, CAST(id AS FLOAT) AS g, CAST(id % 7 AS FLOAT)"
          + " AS r, CAST(id % 1000 AS INT) AS n, CAST(id % 100 AS SMALLINT) AS flags, id % 2 = 0 AS"
          + " even, CONCAT('J', id) AS name, CASE WHEN id % 3 = 0 THEN id END AS third FROM range(0,"
          + " %d, 1, %d)";

  private static final List<ResultColumn> COLUMNS =
      List.of(
          column("id", ColumnType.LONG),
          column("ra", ColumnType.DOUBLE),
          column("dec", ColumnType.DOUBLE),
          column("g", ColumnType.FLOAT),
          column("r", ColumnType.FLOAT),
          column("n", ColumnType.INTEGER),
          column("flags", ColumnType.SHORT),
          column("even", ColumnType.BOOLEAN),
          column("name", ColumnType.STRING),
          column("third", ColumnType.LONG));

  private SparkRowsBench() {}

  private static ResultColumn column(String name, ColumnType type) {
    return new ResultColumn(name, CatalogColumn.of(name, type));
  }

  public static void main(String[] arguments) throws Exception {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    Path scratch = Files.createTempDirectory("spark-rows-bench");
    try (SparkSession spark = SparkSessions.start("local[*]", scratch, 4)) {
      SparkSessions.warm(spark);
      System.out.printf(
          "%-28s %12s %12s %10s%n", "partitions", "first [s]", "rows/s", "heap MB");
      for (String order : List.of("", " ORDER BY n, id")) {
        for (int partitions : order.isEmpty() ? new int[] {1, 16, 200} : new int[] {16}) {
          String sql = ROW.replace("% ", "%% ").formatted(rows, partitions) + order;
          measure(spark, scratch, "1000 rows to warm", sql + " LIMIT 1000");
          measure(spark, scratch, partitions + order, sql);
        }
      }
    }
  }

  private static void measure(SparkSession spark, Path scratch, String name, String sql) {
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    SparkProgram program = new SparkProgram(List.of(), List.of(), sql);
    long start = System.nanoTime();
    long first = 0;
    long count = 0;
    try (SparkExecution execution = new SparkExecution(
                spark,
                new SparkExecution.Programs(program, program, Long.MAX_VALUE),
                COLUMNS,
                scratch);
        RowStream rows = execution.rows()) {
      while (rows.advance()) {
        if (count++ == 0) {
          first = System.nanoTime();
        }
        for (int column = 0; column < COLUMNS.size(); column++) {
          rows.value(column);
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%-28s %12.3f %12.0f %10d%n",
        name,
        (first - start) / 1e9,
        count / seconds,
        heap >> 20);
  }
}
