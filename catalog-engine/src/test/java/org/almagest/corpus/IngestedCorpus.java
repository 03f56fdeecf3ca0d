package org.almagest.corpus;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.almagest.TestDatabase;
import org.almagest.TestSpark;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbBackend;
import org.almagest.backend.duckdb.DuckDbSettings;
import org.almagest.backend.spark.SparkBackend;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.engine.RoutePreference;
import org.almagest.engine.RouterSettings;
import org.almagest.engine.RoutingQueryEngine;
import org.almagest.engine.tapschema.TapSchema;
import org.almagest.ingest.Descriptions;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.file.BadRows;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;
import org.apache.spark.sql.SparkSession;

/** The tables of the corpus, ingested, and an engine over them. */
final class IngestedCorpus implements AutoCloseable {

  private final TestDatabase database = new TestDatabase();
  private final DuckDb duckDb;
  private final RoutingQueryEngine engine;
  private final Catalog catalog;

  IngestedCorpus(List<CorpusTable> tables, Path work) {
    DataDirectory data = new DataDirectory(work.resolve("almagest"));
    SparkSession spark = TestSpark.session();
    CatalogStore store = new CatalogStore(database.dataSource(), data);
    Ingest ingest = new Ingest(spark, data, store, Clock.systemUTC());
    tables.forEach(table -> ingest.run(request(table), IngestListener.NONE));
    duckDb =
        new DuckDb(
            new DuckDbSettings(
                1024,
                2,
                work.resolve("duckdb"),
                List.of(data.releases(), data.cache(), work.resolve("written"))));
    TapSchema tapSchema = new TapSchema(data.cache().resolve("tap_schema"));
    engine =
        new RoutingQueryEngine(
            List.of(new DuckDbBackend(duckDb), new SparkBackend(spark, TestSpark.scratch())),
            RouterSettings.DEFAULT,
            work.resolve("written"),
            tapSchema);
    catalog = tapSchema.addTo(new Catalog(store.releases()));
  }

  /** A runner for each back end. */
  List<QueryRunner> runners() {
    return List.of(
        new EngineRunner(engine, catalog, RoutePreference.DUCKDB),
        new EngineRunner(engine, catalog, RoutePreference.SPARK));
  }

  private static IngestRequest request(CorpusTable table) {
    return IngestRequest.of(table.release(), table.name(), List.of(table.file()))
        .with(Descriptions.felis(table.felis()))
        .with(
            FileOptions.position(
                    table.sky().map(SkyColumns::ra).orElse(null),
                    table.sky().map(SkyColumns::dec).orElse(null))
                .withBadRows(table.rowsWithoutPosition() > 0 ? BadRows.SKIP : BadRows.FAIL));
  }

  @Override
  public void close() {
    duckDb.close();
    database.close();
  }
}
