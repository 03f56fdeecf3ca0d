package org.almagest.engine.tapschema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbTableWriter;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.engine.RecentlyUsed;

/**
 * Adds TAP_SCHEMA to the catalogs of users. Its tables are Parquet like all others, written once
 * for each different catalog and kept while the service runs.
 */
public final class TapSchema {

  private static final int KEPT = 64;

  private final Path folder;
  private final DuckDb database;
  private final RecentlyUsed<Catalog, Catalog> known = new RecentlyUsed<>(KEPT);

  /**
   * @param folder where the files go; emptied now
   */
  public TapSchema(Path folder, DuckDb database) {
    this.folder = folder;
    this.database = database;
    try {
      ParquetFolder.delete(folder);
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The catalog with TAP_SCHEMA as its first schema. */
  public Catalog addTo(Catalog catalog) {
    return known.get(catalog, this::write);
  }

  private Catalog write(Catalog catalog) {
    Path snapshot = folder.resolve(UUID.randomUUID().toString());
    TapSchemaRows rows = new TapSchemaRows(withTapSchema(catalog, snapshot, Map.of()));
    Map<String, Integer> counts = new LinkedHashMap<>();
    try {
      Path unfinished = Files.createTempDirectory(folder, ".unfinished");
      for (String table : TapSchemaTables.NAMES) {
        DuckDbTableWriter.write(
            database,
            TapSchemaTables.columns(table),
            rows.of(table),
            Files.createDirectories(unfinished.resolve(table)).resolve("rows.parquet"));
        counts.put(table, rows.of(table).size());
      }
      Files.move(unfinished, snapshot, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The tables of TAP_SCHEMA cannot be written", e);
    }
    return new Catalog(withTapSchema(catalog, snapshot, counts));
  }

  private static List<CatalogSchema> withTapSchema(
      Catalog catalog, Path snapshot, Map<String, Integer> counts) {
    List<CatalogSchema> schemas = new ArrayList<>();
    schemas.add(TapSchemaTables.at(snapshot, counts));
    schemas.addAll(catalog.schemas());
    return schemas;
  }
}
