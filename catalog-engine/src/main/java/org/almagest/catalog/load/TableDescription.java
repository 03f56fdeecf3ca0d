package org.almagest.catalog.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.TableNotes;
import org.jspecify.annotations.Nullable;

/**
 * A table as a description file tells it.
 *
 * @param description what it holds, or null
 * @param columns in the order of the file
 * @param primaryKey the names of the columns that identify a row; empty where the file does not say
 * @param notes keys and groups of columns
 */
public record TableDescription(
    String name,
    @Nullable String description,
    List<CatalogColumn> columns,
    List<String> primaryKey,
    TableNotes notes) {

  /** Copies the lists. */
  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The column of that name, in any case. */
  public Optional<CatalogColumn> column(String columnName) {
    String wanted = columnName.toLowerCase(Locale.ROOT);
    return columns.stream()
        .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /**
   * What is told of a table of these columns: by its description, if it has one, and by the columns
   * themselves.
   */
  public static TableNotes notes(
      @Nullable TableDescription described, List<CatalogColumn> columns) {
    TableNotes told = described == null ? TableNotes.NONE : described.notes().within(columns);
    return told.withGroups(ColumnGroups.of(columns, told.groups()));
  }
}
