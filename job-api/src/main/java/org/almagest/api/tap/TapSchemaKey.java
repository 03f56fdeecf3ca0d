package org.almagest.api.tap;

import java.util.List;
import org.almagest.catalog.CatalogTable;

/** The foreign keys among the tables of TAP_SCHEMA (TAP 1.1, section 4). */
record TapSchemaKey(String from, String fromColumn, String target, String targetColumn) {
  static final String SCHEMA = "tap_schema";

  private static final List<TapSchemaKey> ALL =
      List.of(
          new TapSchemaKey("tables", "schema_name", "schemas", "schema_name"),
          new TapSchemaKey("columns", "table_name", "tables", "table_name"),
          new TapSchemaKey("keys", "from_table", "tables", "table_name"),
          new TapSchemaKey("keys", "target_table", "tables", "table_name"),
          new TapSchemaKey("key_columns", "key_id", "keys", "key_id"));

  /** The keys of that table; none for tables of other schemas. */
  static List<TapSchemaKey> from(CatalogTable table) {
    return table.schema().equalsIgnoreCase(SCHEMA)
        ? ALL.stream().filter(key -> key.from.equalsIgnoreCase(table.name())).toList()
        : List.of();
  }

  String targetTable() {
    return SCHEMA + "." + target;
  }
}
