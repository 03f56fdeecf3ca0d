package org.almagest.engine.tapschema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;

/** The rows that one schema has in the tables of TAP_SCHEMA, but for that of the schemas. */
final class SchemaRows {

  private final CatalogSchema schema;
  private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

  SchemaRows(CatalogSchema schema) {
    this.schema = schema;
    TapSchemaTables.OF_A_SCHEMA.forEach(name -> rows.put(name, new ArrayList<>()));
    for (int i = 0; i < schema.tables().size(); i++) {
      add(schema.tables().get(i), i);
    }
  }

  /** The row of a schema in the table of the schemas. */
  static @Nullable Object[] of(CatalogSchema schema, int index) {
    return new @Nullable Object[] {
      AdqlName.written(schema.name()), null, schema.description(), index
    };
  }

  /** The rows in one table, each as long as the table has columns. */
  List<@Nullable Object[]> of(String table) {
    return rows.getOrDefault(table, List.of());
  }

  private void add(CatalogTable table, int index) {
    String name = written(table.name());
    append(
        "tables",
        AdqlName.written(schema.name()),
        name,
        "table",
        table.notes().utype(),
        table.description(),
        index);
    int standard = TapSchemaTables.isStandard(table) ? 1 : 0;
    for (int i = 0; i < table.columns().size(); i++) {
      add(name, table.columns().get(i), standard, i);
    }
    addKeys(table, name);
    addGroups(table, name);
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

  private void addKeys(CatalogTable table, String name) {
    Set<String> taken = new HashSet<>();
    for (ForeignKey key : VisibleKeys.of(schema, table)) {
      String id = table.qualifiedName() + "." + key.name();
      for (int number = 2; !taken.add(id); number++) {
        id = table.qualifiedName() + "." + key.name() + "." + number;
      }
      append("keys", id, name, written(key.targetTable()), key.description(), key.utype());
      for (int i = 0; i < key.columns().size(); i++) {
        append(
            "key_columns",
            id,
            AdqlName.written(key.columns().get(i)),
            AdqlName.written(key.targetColumns().get(i)));
      }
    }
  }

  private void addGroups(CatalogTable table, String name) {
    for (ColumnGroup group : table.notes().groups()) {
      String id = table.qualifiedName() + "." + group.name();
      append("groups", id, name, group.kind().shown(), group.description(), group.ucd());
      for (int i = 0; i < group.members().size(); i++) {
        ColumnGroup.Member member = group.members().get(i);
        append(
            "group_columns",
            id,
            AdqlName.written(member.column()),
            member.role().shown(),
            member.of().isEmpty()
                ? null
                : String.join(" ", member.of().stream().map(AdqlName::written).toList()),
            i);
      }
    }
  }

  private void append(String table, @Nullable Object... values) {
    rows.getOrDefault(table, new ArrayList<>()).add(values);
  }

  private String written(String table) {
    return AdqlName.written(schema.name()) + "." + AdqlName.written(table);
  }
}
