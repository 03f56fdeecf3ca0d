package org.almagest.register;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.backend.Backend;
import org.almagest.backend.BackendId;
import org.almagest.backend.Execution;
import org.almagest.backend.RowStream;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.almagest.hats.Location;

/** A catalog store and both engines over it. */
final class Bench implements AutoCloseable {

  private final TestDatabase database = new TestDatabase();
  private final DuckDb duckDb;
  private final List<Backend> backends;
  private final RoutingQueryEngine engine;
  final CatalogStore store;
  final Registration registration;
  final DataDirectory data;

  /** Where queries write for themselves. */
  final Path written;

  /** Tables besides those of the store. */
  final List<CatalogSchema> more = new ArrayList<>();

  Bench(Path folder) {
    data = new DataDirectory(folder.resolve("data"));
    written = folder.resolve("written");
    store = new CatalogStore(database.dataSource(), data);
    registration = new Registration(data, store);
    duckDb =
        new DuckDb(
            new DuckDbSettings(512, 2, folder.resolve("spill"), List.of(data.releases(), written)));
    backends =
        List.of(
            new DuckDbBackend(duckDb), new SparkBackend(TestSpark.session(), TestSpark.scratch()));
    engine = engine(RouterSettings.DEFAULT);
  }

  /** The engine with other lines. */
  RoutingQueryEngine engine(RouterSettings lines) {
    return new RoutingQueryEngine(backends, lines, written);
  }

  RegisterResult register(String table, Object location) {
    return registration.register(
        RegisterRequest.of("reg", table, Location.of(location.toString())));
  }

  QueryPlan plan(RoutePreference route, String adql) {
    return engine.plan(new QueryRequest(adql, route, OptionalLong.empty()), catalog());
  }

  /** The back end that lines of so many rows give. */
  BackendId routed(RouterSettings lines, String adql) {
    return engine(lines)
        .plan(new QueryRequest(adql, RoutePreference.AUTO, OptionalLong.empty()), catalog())
        .route()
        .backend();
  }

  Catalog catalog() {
    List<CatalogSchema> schemas = new ArrayList<>(store.releases());
    schemas.addAll(more);
    return new Catalog(schemas);
  }

  List<List<Object>> rows(RoutePreference route, String adql) {
    return rows(plan(route, adql));
  }

  static List<List<Object>> rows(QueryPlan plan) {
    try (Execution execution = plan.execution();
        RowStream stream = execution.rows()) {
      List<List<Object>> rows = new ArrayList<>();
      while (stream.advance()) {
        List<Object> row = new ArrayList<>();
        for (int column = 0; column < stream.columns().size(); column++) {
          row.add(stream.value(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    duckDb.close();
    database.close();
  }
}
