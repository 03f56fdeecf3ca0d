import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.almagest.backend.Execution;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.RowStream;
import org.almagest.backend.StoredColumns;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.backend.spark.SparkSessions;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.apache.spark.sql.SparkSession;

/**
 * Queries with a match, as the service plans and runs them, on each back end: the rows of a list
 * handed out, those of two catalogs into a folder as MyDB has it.
 */
final class EngineBench {
  private static final String LIST_ROWS = "SELECT a.id, b.id AS other, 3600 * DISTANCE(a.ra, a.dec, b.ra, b.dec) AS separation";

  private static final String GROUPS =
      "(SELECT id / 2 AS id, AVG(ra) AS ra, AVG(dec) AS dec FROM mydb.list5000000 GROUP BY id / 2)";
  private static final String PAIRS =
      "(SELECT a.id, a.ra, a.dec FROM sky.a JOIN sky.b AS o ON DISTANCE(a.ra, a.dec, o.ra, o.dec) < 1/3600.0)";

  private EngineBench() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    int repeats = Integer.parseInt(args[1]);
    Path work = Files.createTempDirectory("engine");
    SparkSession spark = SparkSessions.start("local[2]", work.resolve("spark"), 2);
    spark.sparkContext().setLogLevel("ERROR");
    SparkSessions.warm(spark);
    try (DuckDb duckDb = new DuckDb(new DuckDbSettings(4096, 2, work.resolve("spill"), List.of(work, data)))) {
      RoutingQueryEngine engine =
          new RoutingQueryEngine(
              List.of(new DuckDbBackend(duckDb), new SparkBackend(spark, work.resolve("rows"))), RouterSettings.DEFAULT, work.resolve("written"));
      // A line that no match passes: what would be written first is joined by cells.
      RoutingQueryEngine byCells =
          new RoutingQueryEngine(
              List.of(new DuckDbBackend(duckDb), new SparkBackend(spark, work.resolve("rows"))),
              new RouterSettings(20_000_000, Long.MAX_VALUE, 1_000_000),
              work.resolve("written"));
      Catalog catalog =
          new Catalog(
              List.of(
                  new CatalogSchema("sky", null, List.of(hats(data, "a"), hats(data, "b"))),
                  new CatalogSchema(
                      "mydb", null, List.of(list(data, work, 10_000), list(data, work, 1_000_000), list(data, work, 5_000_000)))));
      for (RoutePreference route : List.of(RoutePreference.DUCKDB, RoutePreference.SPARK)) {
        for (int repeat = 0; repeat < repeats; repeat++) {
          for (int rows : List.of(10_000, 1_000_000)) {
            if (args.length > 2 && !args[2].contains("" + rows)) {
              continue;
            }
            String from = LIST_ROWS + " FROM mydb.list" + rows + " AS a JOIN sky.b ON ";
            report(engine, catalog, route, rows + " positions, DISTANCE",
                from + "DISTANCE(a.ra, a.dec, b.ra, b.dec) < 1/3600.0", null);
            report(engine, catalog, route, rows + " positions, almagest_nearest",
                from + "1 = almagest_nearest(a.ra, a.dec, b.ra, b.dec, 1/3600.0)", null);
          }
          if (args.length > 2 && args[2].contains("written")) {
            for (String side : List.of("mydb.list5000000", GROUPS, PAIRS)) {
              String adql = "SELECT COUNT(*) AS n, SUM(a.id - b.id) AS s FROM " + side
                  + " AS a JOIN sky.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 1/3600.0";
              String what = side.startsWith("mydb") ? "5,000,000 positions" : side.equals(GROUPS) ? "groups" : "a match";
              report(engine, catalog, route, what + ", written first", adql, null);
              report(byCells, catalog, route, what + ", by cells", adql, null);
            }
          }
          if (args.length > 2 && !args[2].contains("sky")) {
            continue;
          }
          report(engine, catalog, route, "two catalogs, ids into a folder",
              LIST_ROWS + " FROM sky.a JOIN sky.b ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 1/3600.0",
              work.resolve("out"));
        }
      }
    }
    spark.stop();
    ParquetFolder.delete(work);
  }

  private static void report(
      RoutingQueryEngine engine, Catalog catalog, RoutePreference route, String what, String adql, Path out)
      throws Exception {
    double cpu = cpu();
    long start = System.nanoTime();
    QueryPlan plan = engine.plan(new QueryRequest(adql, route, OptionalLong.empty()), catalog);
    long planned = System.nanoTime();
    long rows = 0;
    try (Execution execution = plan.execution()) {
      if (out != null) {
        rows = execution.write(out).rows();
      } else {
        try (RowStream stream = execution.rows()) {
          while (stream.advance()) {
            rows++;
          }
        }
      }
    }
    long end = System.nanoTime();
    System.out.printf(
        Locale.ROOT, "%-7s %-40s %7.3f s, planned in %.3f, %.2f core-s, %d rows%n",
        route, what, (end - start) / 1e9, (planned - start) / 1e9, cpu() - cpu, rows);
    if (out != null) {
      ParquetFolder.delete(out);
    }
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static CatalogTable hats(Path data, String name) {
    HatsCollection collection = HatsCollection.open(Location.of(data.resolve(name).toString()));
    return new CatalogTable(
        "sky", name, null, StoredColumns.of(collection.catalog().schema()).columns(),
        new SkyColumns("ra", "dec"), new FilePlacement(Layout.HATS, data.resolve(name)),
        collection.catalog().rows(), collection.catalog().bytes());
  }

  /** Every so many-th row of a catalog, written as a table of MyDB is. */
  private static CatalogTable list(Path data, Path work, int rows) throws Exception {
    Path folder = Files.createDirectory(work.resolve("list" + rows));
    List<String> files = new ArrayList<>();
    try (var walk = Files.walk(data.resolve("a"))) {
      walk.filter(file -> file.getFileName().toString().startsWith("Npix=")).forEach(file -> files.add("'" + file + "'"));
    }
    long all = HatsCollection.open(Location.of(data.resolve("a").toString())).catalog().rows();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT id, ra, dec FROM read_parquet([" + String.join(",", files) + "]) WHERE id % "
              + all / rows + " = 0 ORDER BY random()) TO '" + folder.resolve("part-00000.parquet")
              + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)");
    }
    return new CatalogTable(
        "mydb", "list" + rows, null,
        List.of(
            org.almagest.catalog.CatalogColumn.of("id", org.almagest.catalog.ColumnType.LONG),
            org.almagest.catalog.CatalogColumn.of("ra", org.almagest.catalog.ColumnType.DOUBLE),
            org.almagest.catalog.CatalogColumn.of("dec", org.almagest.catalog.ColumnType.DOUBLE)),
        new SkyColumns("ra", "dec"), new FilePlacement(Layout.PARQUET, folder), rows, 0);
  }
}
