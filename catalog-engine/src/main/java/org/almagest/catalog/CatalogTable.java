package org.almagest.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as a user sees it: {@code schema.name} in ADQL.
 *
 * @param schema the release, or {@code mydb}, or {@code TAP_SCHEMA}
 * @param name the name, in the case it is shown in
 * @param description what it holds, or null
 * @param skyColumns its position columns, or null where it has none
 * @param placements where it is: the same rows at each
 * @param rows how many rows it has
 * @param bytes how many bytes its files have
 * @param notes keys, groups of columns, place in a list
 */
public record CatalogTable(
    String schema,
    String name,
    @Nullable String description,
    List<CatalogColumn> columns,
    @Nullable SkyColumns skyColumns,
    List<Placement> placements,
    long rows,
    long bytes,
    TableNotes notes) {

  /** Copies the lists; checks that the position columns are among them. */
  public CatalogTable {
    columns = List.copyOf(columns);
    placements = List.copyOf(placements);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Table [" + schema + "." + name + "] has no columns");
    }
    if (skyColumns != null) {
      for (String wanted : List.of(skyColumns.ra(), skyColumns.dec())) {
        if (columns.stream().noneMatch(column -> column.name().equals(wanted))) {
          throw new IllegalArgumentException(
              "Table [" + schema + "." + name + "] has no column [" + wanted + "]");
        }
      }
    }
  }

  /** A table of which no more than its columns is told. */
  public CatalogTable(
      String schema,
      String name,
      @Nullable String description,
      List<CatalogColumn> columns,
      @Nullable SkyColumns skyColumns,
      Placement placement,
      long rows,
      long bytes) {
    this(schema, name, description, columns, skyColumns, placement, rows, bytes, TableNotes.NONE);
  }

  /** A table at one place. */
  public CatalogTable(
      String schema,
      String name,
      @Nullable String description,
      List<CatalogColumn> columns,
      @Nullable SkyColumns skyColumns,
      Placement placement,
      long rows,
      long bytes,
      TableNotes notes) {
    this(schema, name, description, columns, skyColumns, List.of(placement), rows, bytes, notes);
  }

  /** Its files, if it has some. */
  public Optional<FilePlacement> inFiles() {
    for (Placement placement : placements) {
      if (placement instanceof FilePlacement files) {
        return Optional.of(files);
      }
    }
    return Optional.empty();
  }

  /**
   * Its files.
   *
   * @throws IllegalStateException if it is in no files: ask {@link #inFiles} where it may not be
   */
  public FilePlacement files() {
    return inFiles()
        .orElseThrow(
            () -> new IllegalStateException("Table [" + qualifiedName() + "] is in no files"));
  }

  /** The position columns. */
  public Optional<SkyColumns> sky() {
    return Optional.ofNullable(skyColumns);
  }

  /** The column of that name, in any case. */
  public Optional<CatalogColumn> column(String columnName) {
    String wanted = columnName.toLowerCase(Locale.ROOT);
    return columns.stream()
        .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /**
   * By what tells versions of tables apart: catalogs are looked up by what is in them at every
   * query, and may have hundreds of thousands of columns.
   */
  @Override
  public int hashCode() {
    return Objects.hash(schema, name, rows, bytes, placements, columns.size());
  }

  /** {@code schema.name} as a query has to write it. */
  public String writtenName() {
    return AdqlName.written(schema) + "." + AdqlName.written(name);
  }

  /** Whether this is its name with the schema, plain or as a query has to write it, in any case. */
  public boolean isCalled(String wanted) {
    return qualifiedName().equalsIgnoreCase(wanted) || writtenName().equalsIgnoreCase(wanted);
  }

  /** {@code schema.name}. */
  public String qualifiedName() {
    return schema + "." + name;
  }
}
