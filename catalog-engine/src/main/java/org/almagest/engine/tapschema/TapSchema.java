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
import org.almagest.backend.duckdb.DuckDb;
import org.almagest.backend.duckdb.DuckDbTableWriter;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.engine.RecentlyUsed;
import org.almagest.files.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * Adds TAP_SCHEMA to the catalogs of users. Its tables are Parquet like all others. The rows of a
 * schema are written once and shared, by links, between all catalogs that have it: a release may
 * have hundreds of thousands of columns, and each user sees another MyDB beside it.
 */
public final class TapSchema {

  private static final int KEPT = 64;
  private static final int SCHEMAS_KEPT = 256;

  private final Path folder;
  private final DuckDb database;
  private final RecentlyUsed<Catalog, Catalog> known = new RecentlyUsed<>(KEPT);
  private final RecentlyUsed<CatalogSchema, Part> parts = new RecentlyUsed<>(SCHEMAS_KEPT);

  /**
   * The rows of one schema.
   *
   * @param files by the table that they are rows of; none where it has no rows
   * @param counts of rows, by the table
   */
  private record Part(Map<String, Path> files, Map<String, Integer> counts) {}

  /**
   * @param folder where the files go; emptied now
   */
  public TapSchema(Path folder, DuckDb database) {
    this.folder = folder;
    this.database = database;
    try {
      FileTree.delete(folder);
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
    try {
      Path unfinished = Files.createTempDirectory(folder, ".unfinished");
      Map<String, Integer> counts = new LinkedHashMap<>();
      // How TAP_SCHEMA describes itself does not depend on where its files lie.
      List<CatalogSchema> schemas = withTapSchema(catalog, folder, Map.of());
      List<@Nullable Object[]> schemaRows = new ArrayList<>();
      for (int i = 0; i < schemas.size(); i++) {
        schemaRows.add(SchemaRows.of(schemas.get(i), i));
        link(parts.get(schemas.get(i), this::part), i, unfinished, counts);
      }
      Path file = Files.createDirectories(unfinished.resolve("schemas")).resolve("0.parquet");
      DuckDbTableWriter.write(database, TapSchemaTables.columns("schemas"), schemaRows, file);
      counts.put("schemas", schemaRows.size());
      Files.move(unfinished, snapshot, StandardCopyOption.ATOMIC_MOVE);
      return new Catalog(withTapSchema(catalog, snapshot, counts));
    } catch (IOException e) {
      throw new UncheckedIOException("The tables of TAP_SCHEMA cannot be written", e);
    }
  }

  private static void link(Part part, int number, Path snapshot, Map<String, Integer> counts)
      throws IOException {
    for (Map.Entry<String, Path> file : part.files().entrySet()) {
      Path table = Files.createDirectories(snapshot.resolve(file.getKey()));
      Files.createLink(table.resolve(number + ".parquet"), file.getValue());
    }
    part.counts().forEach((table, count) -> counts.merge(table, count, Integer::sum));
  }

  private Part part(CatalogSchema schema) {
    SchemaRows rows = new SchemaRows(schema);
    Map<String, Path> files = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    try {
      Path written = Files.createTempDirectory(folder, ".part");
      for (String table : TapSchemaTables.OF_A_SCHEMA) {
        int count = rows.of(table).size();
        counts.put(table, count);
        // TAP_SCHEMA itself comes with every catalog, so that each table has one file at least.
        if (count > 0 || schema.name().equals(TapSchemaTables.SCHEMA)) {
          Path file = written.resolve(table + ".parquet");
          DuckDbTableWriter.write(database, TapSchemaTables.columns(table), rows.of(table), file);
          files.put(table, file);
        }
      }
      return new Part(files, counts);
    } catch (IOException e) {
      throw new UncheckedIOException("The rows of TAP_SCHEMA cannot be written", e);
    }
  }

  private static List<CatalogSchema> withTapSchema(
      Catalog catalog, Path snapshot, Map<String, Integer> counts) {
    List<CatalogSchema> schemas = new ArrayList<>();
    schemas.add(TapSchemaTables.at(snapshot, counts));
    schemas.addAll(catalog.schemas());
    return schemas;
  }
}
