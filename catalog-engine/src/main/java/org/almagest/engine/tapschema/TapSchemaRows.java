package org.almagest.engine.tapschema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;

/** The rows of TAP_SCHEMA's tables for a list of schemas, TAP_SCHEMA among them. */
final class TapSchemaRows {

  private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

  TapSchemaRows(List<CatalogSchema> schemas) {
    TapSchemaTables.NAMES.forEach(name -> rows.put(name, new ArrayList<>()));
    for (int i = 0; i < schemas.size(); i++) {
      add(schemas.get(i), i);
    }
    addKeys();
  }

  /** The rows of one table, each as long as the table has columns. */
  List<@Nullable Object[]> of(String table) {
    return rows.getOrDefault(table, List.of());
  }

  private void add(CatalogSchema schema, int index) {
    append("schemas", AdqlName.written(schema.name()), null, schema.description(), index);
    for (int i = 0; i < schema.tables().size(); i++) {
      add(schema, schema.tables().get(i), i);
    }
  }

  private void add(CatalogSchema schema, CatalogTable table, int index) {
    String name = written(table);
    append(
        "tables", AdqlName.written(schema.name()), name, "table", null, table.description(), index);
    int standard = TapSchemaKey.isStandard(table) ? 1 : 0;
    for (int i = 0; i < table.columns().size(); i++) {
      add(name, table.columns().get(i), standard, i);
    }
  }

  private void add(String table, CatalogColumn column, int standard, int index) {
    VotableType type = column.votableType();
    append(
        "columns",
        table,
        AdqlName.written(column.name()),
        type.datatype(),
        type.arraysize(),
        column.votableXtype().orElse(null),
        null,
        column.description(),
        column.utype(),
        column.unit(),
        column.ucd(),
        column.indexed() == Access.INDEXED ? 1 : 0,
        column.principal() == Visibility.PRINCIPAL ? 1 : 0,
        standard,
        index);
  }

  private void addKeys() {
    for (int i = 0; i < TapSchemaKey.ALL.size(); i++) {
      TapSchemaKey key = TapSchemaKey.ALL.get(i);
      String id = "tap_schema_" + (i + 1);
      append("keys", id, key.fromTable(), key.targetTable(), null, null);
      append("key_columns", id, key.fromColumn(), key.targetColumn());
    }
  }

  private void append(String table, @Nullable Object... values) {
    rows.getOrDefault(table, new ArrayList<>()).add(values);
  }

  private static String written(CatalogTable table) {
    return AdqlName.written(table.schema()) + "." + AdqlName.written(table.name());
  }
}
