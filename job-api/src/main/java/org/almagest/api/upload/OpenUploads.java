package org.almagest.api.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.files.FileTree;

/** The tables of one run of a query, ready to be read; closing it removes them. */
public final class OpenUploads implements AutoCloseable {
  /** The uploads of a query without any. */
  public static final OpenUploads NONE = new OpenUploads(List.of(), List.of());

  private final List<CatalogTable> tables;
  private final List<Path> folders;

  OpenUploads(List<CatalogTable> tables, List<Path> folders) {
    this.tables = List.copyOf(tables);
    this.folders = List.copyOf(folders);
  }

  /** A catalog with the tables in a schema of their own. */
  public Catalog addTo(Catalog catalog) {
    if (tables.isEmpty()) {
      return catalog;
    }
    List<CatalogSchema> schemas = new ArrayList<>(catalog.schemas());
    schemas.add(new CatalogSchema(Uploads.SCHEMA, "Tables sent along with the query", tables));
    return new Catalog(schemas);
  }

  @Override
  public void close() {
    try {
      for (Path folder : folders) {
        FileTree.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
