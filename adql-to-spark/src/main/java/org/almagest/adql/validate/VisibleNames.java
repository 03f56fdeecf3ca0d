package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;
import org.jspecify.annotations.Nullable;

/** The names that a query could have meant: the tables it reads, their columns, the catalog. */
final class VisibleNames extends SqlBasicVisitor<@Nullable Void> {
  private final CalciteCatalogReader catalog;
  private final Map<String, Prepare.PreparingTable> tables = new LinkedHashMap<>();
  private final Map<String, String> written = new HashMap<>();

  VisibleNames(SqlNode query, CalciteCatalogReader catalog) {
    this.catalog = catalog;
    query.accept(this);
  }

  /** The full name of the table that is written at a position, if one is. */
  Optional<String> tableAt(int line, int column) {
    return Optional.ofNullable(written.get(line + ":" + column));
  }

  /** {@code schema.table} of the tables that an alias or table name stands for; null: of all. */
  List<String> tables(@Nullable String alias) {
    return entries(alias).stream()
        .map(table -> String.join(".", table.getQualifiedName()))
        .distinct()
        .toList();
  }

  /** The columns of the tables that an alias or table name stands for; null: of all. */
  List<String> columns(@Nullable String alias) {
    List<String> names = new ArrayList<>();
    entries(alias).forEach(table -> names.addAll(table.getRowType().getFieldNames()));
    return names;
  }

  /** The names of the query's tables, as columns are qualified with. */
  List<String> aliases() {
    return List.copyOf(tables.keySet());
  }

  /** Every {@code schema.table} of the catalog. */
  List<String> catalogTables() {
    List<String> names = new ArrayList<>();
    for (SqlMoniker schema : catalog.getAllSchemaObjectNames(List.of())) {
      if (schema.getType() == SqlMonikerType.SCHEMA && !schema.getFullyQualifiedNames().isEmpty()) {
        for (SqlMoniker table : catalog.getAllSchemaObjectNames(schema.getFullyQualifiedNames())) {
          if (table.getType() == SqlMonikerType.TABLE) {
            names.add(String.join(".", table.getFullyQualifiedNames()));
          }
        }
      }
    }
    return names;
  }

  private List<Prepare.PreparingTable> entries(@Nullable String alias) {
    if (alias == null) {
      return List.copyOf(tables.values());
    }
    return tables.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(alias))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      from(select.getFrom(), null);
    }
    return super.visit(call);
  }

  private void from(SqlNode node, @Nullable String alias) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), null);
      from(join.getRight(), null);
    } else if (node.getKind() == SqlKind.AS && node instanceof SqlBasicCall as) {
      from(as.operand(0), as.operand(1).toString());
    } else if (node instanceof SqlIdentifier name) {
      Prepare.PreparingTable table = catalog.getTable(name.names);
      written.put(
          name.getParserPosition().getLineNum() + ":" + name.getParserPosition().getColumnNum(),
          String.join(".", name.names));
      if (table != null) {
        String key = alias != null ? alias : name.names.get(name.names.size() - 1);
        tables.putIfAbsent(key.toLowerCase(Locale.ROOT), table);
      }
    }
  }
}
