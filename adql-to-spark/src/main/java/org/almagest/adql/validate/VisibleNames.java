package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.almagest.adql.error.Suggestions;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The names that a query could have meant: the tables it reads, their columns, the catalog. */
final class VisibleNames extends SqlBasicVisitor<@Nullable Void> {
  private final CalciteCatalogReader catalog;
  private final Map<String, Prepare.PreparingTable> tables = new LinkedHashMap<>();
  private final Set<String> aliases = new HashSet<>();
  private final Set<String> quoted = new HashSet<>();

  VisibleNames(SqlNode query, CalciteCatalogReader catalog) {
    this.catalog = catalog;
    query.accept(this);
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
  List<String> tableNames() {
    return List.copyOf(tables.keySet());
  }

  /** The tables of the query that have a column, as it is written to tell them apart. */
  List<String> owners(String column) {
    return tables.entrySet().stream()
        .filter(entry -> NameMatcher.INSTANCE.field(entry.getValue().getRowType(), column) != null)
        .map(entry -> entry.getKey() + "." + column)
        .toList();
  }

  /** What an unknown column may have been meant for, or null. */
  @Nullable String hint(String column, @Nullable String alias, int line, int at) {
    if (aliases.contains(column.toLowerCase(Locale.ROOT))) {
      return "it is an alias of SELECT: only ORDER BY takes one, elsewhere write the expression";
    }
    List<String> candidates = columns(alias);
    if (candidates.stream().anyMatch(column::equalsIgnoreCase)) {
      return "a table of the query has it, but not one that can be reached from here";
    }
    String near = Suggestions.didYouMean(column, candidates);
    if (near == null && quoted.contains(line + ":" + at)) {
      return "a text goes in single quotes: '" + column + "'";
    }
    return near;
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
      columnAliases(select);
    }
    return super.visit(call);
  }

  @Override
  public @Nullable Void visit(SqlIdentifier identifier) {
    int last = identifier.names.size() - 1;
    if (identifier.isComponentQuoted(last)) {
      SqlParserPos at = identifier.getComponentParserPosition(last);
      quoted.add(at.getLineNum() + ":" + at.getColumnNum());
    }
    return null;
  }

  private void columnAliases(SqlSelect select) {
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS && item instanceof SqlBasicCall as) {
        aliases.add(as.operand(1).toString().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void from(SqlNode node, @Nullable String alias) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), null);
      from(join.getRight(), null);
    } else if (node.getKind() == SqlKind.AS && node instanceof SqlBasicCall as) {
      from(as.operand(0), as.operand(1).toString());
    } else if (node instanceof SqlIdentifier name) {
      Prepare.PreparingTable table = catalog.getTable(name.names);
      if (table != null) {
        String key = alias != null ? alias : name.names.get(name.names.size() - 1);
        tables.putIfAbsent(key.toLowerCase(Locale.ROOT), table);
      }
    }
  }
}
