package org.almagest.engine.tapschema;

import java.util.List;
import org.almagest.catalog.CatalogTable;

/**
 * A foreign key between two tables of TAP_SCHEMA (TAP 1.1, section 4).
 *
 * @param from the table that refers, without its schema
 * @param target the table that is referred to, without its schema
 */
public record TapSchemaKey(String from, String fromColumn, String target, String targetColumn) {

  /** All of them. */
  static final List<TapSchemaKey> ALL =
      List.of(
          new TapSchemaKey("tables", "schema_name", "schemas", "schema_name"),
          new TapSchemaKey("columns", "table_name", "tables", "table_name"),
          new TapSchemaKey("keys", "from_table", "tables", "table_name"),
          new TapSchemaKey("keys", "target_table", "tables", "table_name"),
          new TapSchemaKey("key_columns", "key_id", "keys", "key_id"));

  /** The keys of that table; none for tables of other schemas. */
  public static List<TapSchemaKey> from(CatalogTable table) {
    return isStandard(table)
        ? ALL.stream().filter(key -> key.from.equalsIgnoreCase(table.name())).toList()
        : List.of();
  }

  /** Whether the table is one of TAP_SCHEMA. */
  public static boolean isStandard(CatalogTable table) {
    return table.schema().equals(TapSchemaTables.SCHEMA);
  }

  /** The table that refers, as a query writes it. */
  String fromTable() {
    return TapSchemaTables.SCHEMA + "." + from;
  }

  /** The table that is referred to, as a query writes it. */
  public String targetTable() {
    return TapSchemaTables.SCHEMA + "." + target;
  }
}
