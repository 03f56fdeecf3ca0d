package org.almagest.register;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.almagest.TestSpark;
import org.almagest.backend.Backend;
import org.almagest.backend.Execution;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;

/**
 * Matches tables of many columns, and writes all columns of the result: a program, since what it
 * shows is how little heap it needs. Arguments: a folder, how many columns and rows the tables
 * have, duckdb or spark, and whether the right side is a list.
 */
final class WideMatch {

  private WideMatch() {}

  /** The tables of a folder. */
  static List<WideTable> tables(int columns, int rows, int listRows) {
    return List.of(
        new WideTable("a", Layout.HATS, columns, rows),
        new WideTable("b", Layout.HATS, columns, rows),
        new WideTable("l", Layout.PARQUET, columns, listRows));
  }

  /** Runs the queries into folders beside the tables. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<WideTable> tables =
        tables(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    RoutePreference route = RoutePreference.valueOf(args[4]);
    Catalog catalog =
        new Catalog(
            List.of(
                new CatalogSchema(
                    "r", null, tables.stream().map(table -> table.in(folder)).toList())));
    try (DuckDb duckDb =
        new DuckDb(new DuckDbSettings(1024, 2, folder.resolve("spill"), List.of(folder)))) {
      Backend backend =
          route == RoutePreference.DUCKDB
              ? new DuckDbBackend(duckDb)
              : new SparkBackend(TestSpark.session(), TestSpark.scratch());
      RoutingQueryEngine engine =
          new RoutingQueryEngine(
              List.of(backend), RouterSettings.DEFAULT, folder.resolve("written"));
      String both = "a.*, b.*";
      String on = " ON DISTANCE(a.ra, a.dec, b.ra, b.dec) < 0.5/3600";
      run(engine, catalog, route, "SELECT " + both + " FROM r.a AS a JOIN r.b AS b" + on, "pairs");
      on = " ON 1 = almagest_nearest(POINT(a.ra, a.dec), POINT(b.ra, b.dec), 0.5/3600.0, 1)";
      run(engine, catalog, route, "SELECT a.* FROM r.a AS a JOIN r.b AS b" + on, "nearest");
      on = " ON DISTANCE(l.ra, l.dec, a.ra, a.dec) < 0.5/3600";
      run(engine, catalog, route, "SELECT l.*, a.* FROM r.l AS l JOIN r.a AS a" + on, "list");
    }
    System.exit(0);
  }

  private static void run(
      RoutingQueryEngine engine, Catalog catalog, RoutePreference route, String adql, String into) {
    long start = System.nanoTime();
    QueryRequest request = new QueryRequest(adql, route, OptionalLong.empty());
    try (Execution execution = engine.plan(request, catalog).execution()) {
      Execution.Written written =
          execution.write(
              catalog
                  .schemas()
                  .get(0)
                  .tables()
                  .get(0)
                  .files()
                  .root()
                  .resolveSibling("result-" + into));
      System.out.printf(
          java.util.Locale.ROOT,
          "%s: %d rows, %d bytes, %.1f s%n",
          into,
          written.rows(),
          written.bytes(),
          (System.nanoTime() - start) / 1e9);
    }
  }
}
