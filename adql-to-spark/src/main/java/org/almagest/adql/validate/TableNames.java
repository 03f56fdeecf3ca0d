package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.error.Suggestions;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the tables of a query and writes their names as the catalog does, in place. */
final class TableNames extends SqlBasicVisitor<@Nullable Void> {
  private final CalciteSchema root;
  private final List<String> withNames = new ArrayList<>();

  private TableNames(CalciteSchema root) {
    this.root = root;
  }

  /**
   * Resolves the tables of a query.
   *
   * @throws AdqlException if there is none of a name, or two have the same
   */
  static void resolve(SqlNode query, CalciteSchema root) {
    query.accept(new TableNames(root));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      from(select.getFrom(), null, new HashSet<>());
    }
    super.visit(call);
    if (call instanceof SqlWithItem item) {
      String name = item.name.getSimple();
      if (withNames.stream().anyMatch(name::equalsIgnoreCase)) {
        throw error(
            AdqlErrorCode.INVALID,
            item.name,
            "Two sub-queries of WITH are named [" + name + "]",
            "give one of them another name");
      }
      withNames.add(name);
    }
    return null;
  }

  private void from(SqlNode node, @Nullable SqlNode alias, Set<String> taken) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), null, taken);
      from(join.getRight(), null, taken);
      return;
    }
    if (node.getKind() == SqlKind.AS && node instanceof SqlBasicCall as) {
      from(as.operand(0), as.operand(1), taken);
      return;
    }
    if (node instanceof SqlIdentifier table) {
      resolve(table);
    }
    SqlNode named = alias == null ? node : alias;
    if (named instanceof SqlIdentifier identifier) {
      String name = identifier.names.get(identifier.names.size() - 1);
      if (!taken.add(name.toLowerCase(Locale.ROOT))) {
        throw error(
            AdqlErrorCode.INVALID,
            named,
            "Two tables in FROM are named [" + name + "]",
            "give one of them another name: " + node + " AS t2");
      }
    }
  }

  private void resolve(SqlIdentifier table) {
    if (table.names.size() == 1) {
      boolean exact = table.isComponentQuoted(0);
      for (String name : withNames) {
        if (exact ? name.equals(table.getSimple()) : name.equalsIgnoreCase(table.getSimple())) {
          rename(table, List.of(name));
          return;
        }
      }
    }
    int last = table.names.size() - 1;
    List<String> path = new ArrayList<>();
    CalciteSchema schema = root;
    for (int i = 0; i < last && schema != null; i++) {
      schema = schema(schema, table.names.get(i), table.isComponentQuoted(i));
      path.add(schema == null ? "" : schema.getName());
    }
    CalciteSchema.TableEntry entry =
        schema == null ? null : table(schema, table.names.get(last), table.isComponentQuoted(last));
    if (entry == null) {
      throw unknown(table);
    }
    path.add(entry.name);
    rename(table, path);
  }

  private static @Nullable CalciteSchema schema(CalciteSchema parent, String name, boolean exact) {
    CalciteSchema schema = parent.getSubSchema(name, true);
    return schema != null || exact ? schema : parent.getSubSchema(name, false);
  }

  private static CalciteSchema.@Nullable TableEntry table(
      CalciteSchema schema, String name, boolean exact) {
    CalciteSchema.TableEntry entry = schema.getTable(name, true);
    return entry != null || exact ? entry : schema.getTable(name, false);
  }

  private static void rename(SqlIdentifier table, List<String> names) {
    if (!table.names.equals(names)) {
      List<SqlParserPos> positions = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        positions.add(table.getComponentParserPosition(i));
      }
      table.setNames(names, positions);
    }
  }

  private AdqlException unknown(SqlIdentifier table) {
    String name = String.join(".", table.names);
    List<String> known = new ArrayList<>(withNames);
    List<String> unqualified = new ArrayList<>();
    for (CalciteSchema schema : root.getSubSchemaMap().values()) {
      for (String inside : schema.getTableNames()) {
        String qualified = schema.getName() + "." + inside;
        known.add(qualified);
        if (inside.equalsIgnoreCase(name)) {
          unqualified.add(qualified);
        }
      }
    }
    String hint =
        known.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map(exact -> "names in double quotes are taken to the letter: write " + exact)
            .orElse(null);
    if (hint == null && !unqualified.isEmpty()) {
      hint = "write " + String.join(" or ", unqualified);
    }
    return error(
        AdqlErrorCode.UNKNOWN_TABLE,
        table,
        "Unknown table [" + name + "]",
        hint == null ? Suggestions.didYouMean(name, known) : hint);
  }

  private static AdqlException error(
      AdqlErrorCode code, SqlNode at, String message, @Nullable String hint) {
    SqlParserPos pos = at.getParserPosition();
    return new AdqlException(code, pos.getLineNum(), pos.getColumnNum(), message, hint);
  }
}
