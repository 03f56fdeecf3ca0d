package org.almagest.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table whose values are found in a table of the same schema.
 *
 * @param name the name in the description of the release; need not be unique in it
 * @param columns the columns that refer
 * @param targetTable the table that is referred to, without its schema
 * @param targetColumns the columns that are referred to, as many as refer
 */
public record ForeignKey(
    String name,
    List<String> columns,
    String targetTable,
    List<String> targetColumns,
    @Nullable String description,
    @Nullable String utype) {

  /** Copies the lists; checks that each column has its target. */
  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
    if (columns.isEmpty() || columns.size() != targetColumns.size()) {
      throw new IllegalArgumentException(
          "The key [" + name + "] needs one target for each of its columns, and one at least");
    }
  }

  /** A key of one column, of which nothing but its columns is known. */
  public ForeignKey(String name, String column, String targetTable, String targetColumn) {
    this(name, List.of(column), targetTable, List.of(targetColumn), null, null);
  }
}
