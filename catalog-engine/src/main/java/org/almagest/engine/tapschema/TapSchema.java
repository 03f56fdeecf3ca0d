package org.almagest.engine.tapschema;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almagest.backend.ParquetFolder;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.engine.MadeTables;
import org.almagest.engine.RecentlyUsed;
import org.almagest.files.FileTree;
import org.almagest.hats.write.parquet.ParquetRows;
import org.jspecify.annotations.Nullable;

/**
 * Adds TAP_SCHEMA to the catalogs of users. Its tables are Parquet like all others, and are written
 * when a query is about to read them. The rows of a schema are written once and shared, by links,
 * between all catalogs that have it: a release may have hundreds of thousands of columns, and each
 * user sees another MyDB beside it.
 */
public final class TapSchema implements MadeTables {

  private static final int KEPT = 64;
  private static final int SCHEMAS_KEPT = 256;

  private final Path folder;
  private final RecentlyUsed<Catalog, Catalog> known = new RecentlyUsed<>(KEPT);
  private final RecentlyUsed<CatalogSchema, Part> parts = new RecentlyUsed<>(SCHEMAS_KEPT);
  private final KeptFolders<Path> written = new KeptFolders<>(KEPT);
  private final KeptFolders<Path> rowsOfSchemas = new KeptFolders<>(SCHEMAS_KEPT);

  /**
   * The rows of one schema.
   *
   * @param place the folder of its files, each of which has the name of its table
   * @param counts of rows, by the table
   */
  private record Part(Path place, Map<String, Integer> counts) {}

  /**
   * @param folder where the files go, of this process alone; emptied now
   */
  public TapSchema(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    try {
      FileTree.delete(folder);
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The catalog with TAP_SCHEMA as its first schema, whose files are not written yet. */
  public Catalog addTo(Catalog catalog) {
    return known.get(catalog, this::described);
  }

  private Catalog described(Catalog catalog) {
    List<CatalogSchema> schemas = withTapSchema(catalog.schemas(), folder, Map.of());
    Map<String, Integer> counts = new HashMap<>(Map.of("schemas", schemas.size()));
    for (CatalogSchema schema : schemas) {
      part(schema).counts().forEach((table, count) -> counts.merge(table, count, Integer::sum));
    }
    Path place = folder.resolve(UUID.randomUUID().toString());
    return new Catalog(withTapSchema(catalog.schemas(), place, counts));
  }

  private Part part(CatalogSchema schema) {
    return parts.get(schema, unknown -> part(new SchemaRows(unknown)));
  }

  private Part part(SchemaRows rows) {
    Map<String, Integer> counts = new HashMap<>();
    TapSchemaTables.OF_A_SCHEMA.forEach(table -> counts.put(table, rows.of(table).size()));
    return new Part(folder.resolve(".rows-" + UUID.randomUUID()), Map.copyOf(counts));
  }

  @Override
  public boolean has(CatalogTable table) {
    return table.schema().equals(TapSchemaTables.SCHEMA);
  }

  /**
   * Holds the tables of TAP_SCHEMA.
   *
   * @param catalog one with TAP_SCHEMA, as it was {@linkplain #addTo added}
   */
  @Override
  public Hold hold(Catalog catalog) {
    CatalogSchema own = catalog.schemas().get(0);
    Path root = own.tables().get(0).files().root();
    Path place = root.getParent();
    if (place == null || !has(own.tables().get(0)) || !place.startsWith(folder)) {
      throw new IllegalArgumentException("The catalog has no TAP_SCHEMA of this process");
    }
    return written.hold(place, place, into -> write(catalog, into));
  }

  private void write(Catalog catalog, Path into) throws IOException {
    // How TAP_SCHEMA describes itself does not depend on where its files lie.
    List<CatalogSchema> others = catalog.schemas().subList(1, catalog.schemas().size());
    List<CatalogSchema> schemas = withTapSchema(others, folder, Map.of());
    for (String table : TapSchemaTables.OF_A_SCHEMA) {
      Files.createDirectory(into.resolve(table));
    }
    List<@Nullable Object[]> schemaRows = new ArrayList<>();
    for (int i = 0; i < schemas.size(); i++) {
      schemaRows.add(SchemaRows.of(schemas.get(i), i));
      link(schemas.get(i), i, into);
    }
    Path file = Files.createDirectory(into.resolve("schemas")).resolve("0.parquet");
    write("schemas", schemaRows, file);
  }

  private void link(CatalogSchema schema, int number, Path into) throws IOException {
    Part part = part(schema);
    Hold hold = rowsOfSchemas.hold(part.place(), part.place(), to -> write(schema, to));
    try {
      for (Path file : ParquetFolder.files(part.place())) {
        String name = file.getFileName().toString();
        String table = name.substring(0, name.length() - ".parquet".length());
        Files.createLink(into.resolve(table).resolve(number + ".parquet"), file);
      }
    } finally {
      hold.close();
    }
  }

  private static void write(CatalogSchema schema, Path to) throws IOException {
    SchemaRows rows = new SchemaRows(schema);
    for (String table : TapSchemaTables.OF_A_SCHEMA) {
      // TAP_SCHEMA itself comes with every catalog, so that each table has one file at least.
      if (!rows.of(table).isEmpty() || schema.name().equals(TapSchemaTables.SCHEMA)) {
        write(table, rows.of(table), to.resolve(table + ".parquet"));
      }
    }
  }

  private static void write(String table, List<@Nullable Object[]> rows, Path file)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet = ParquetRows.plain(out, TapSchemaTables.columns(table))) {
      for (@Nullable Object[] row : rows) {
        parquet.write(row);
      }
      parquet.finish();
    }
  }

  private static List<CatalogSchema> withTapSchema(
      List<CatalogSchema> others, Path place, Map<String, Integer> counts) {
    List<CatalogSchema> schemas = new ArrayList<>();
    schemas.add(TapSchemaTables.at(place, counts));
    schemas.addAll(others);
    return schemas;
  }
}
