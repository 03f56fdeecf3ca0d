package org.almagest.catalog.load;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Felis file describes.
 *
 * @param name the name of the schema
 * @param description what it is, or null
 */
public record SchemaDescription(
    String name, @Nullable String description, List<TableDescription> tables) {

  /** Copies the tables. */
  public SchemaDescription {
    tables = List.copyOf(tables);
  }

  /** The table of that name, in any case. */
  public Optional<TableDescription> table(String tableName) {
    return tables.stream().filter(table -> table.name().equalsIgnoreCase(tableName)).findFirst();
  }
}
