package org.almagest.engine.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The catalog as a Calcite schema with one sub-schema for each release and user database. */
public final class CatalogAdapter extends AbstractSchema {

  private final Map<String, Schema> schemas = new LinkedHashMap<>();

  /** Adapts one catalog, which does not change. */
  public CatalogAdapter(Catalog catalog) {
    for (CatalogSchema schema : catalog.schemas()) {
      schemas.put(schema.name(), new TablesAdapter(schema));
    }
  }

  @Override
  protected Map<String, Schema> getSubSchemaMap() {
    return schemas;
  }

  /** The tables of one schema. */
  private static final class TablesAdapter extends AbstractSchema {

    private final Map<String, Table> tables = new LinkedHashMap<>();

    TablesAdapter(CatalogSchema schema) {
      for (CatalogTable table : schema.tables()) {
        tables.put(table.name(), new TableAdapter(table));
      }
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return tables;
    }
  }
}
