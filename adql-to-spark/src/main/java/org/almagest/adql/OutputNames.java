package org.almagest.adql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The names of a result's columns: the alias, the column's own name, also that of the column that
 * USING makes of two, the name of the function, or {@code col_N}; made unique by a number. Those of
 * a set operation are those of its first operand (ADQL 2.1, 2.2.6).
 */
final class OutputNames {

  private OutputNames() {}

  static List<String> of(SqlNode validated, Set<String> aliases, int count) {
    SqlSelect select = select(validated);
    List<SqlNode> items = select == null ? List.of() : select.getSelectList().getList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(items.size() == count ? name(items.get(i), i, aliases) : "col_" + (i + 1));
    }
    return unique(names);
  }

  /** The aliases that the user wrote; the validator adds some of its own. */
  static Set<String> aliases(SqlNode parsed) {
    Set<String> aliases = new HashSet<>();
    parsed.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.AS) {
              aliases.add(call.operand(1).toString());
            }
            return super.visit(call);
          }
        });
    return aliases;
  }

  private static @Nullable SqlSelect select(SqlNode query) {
    if (query instanceof SqlSelect select) {
      return select;
    }
    if (query instanceof SqlOrderBy ordered) {
      return select(ordered.query);
    }
    if (query instanceof SqlWith with) {
      return select(with.body);
    }
    return query instanceof SqlBasicCall call && call.isA(SqlKind.SET_QUERY)
        ? select(call.operand(0))
        : null;
  }

  private static String name(SqlNode item, int index, Set<String> aliases) {
    if (item.getKind() == SqlKind.AS) {
      String alias = ((SqlCall) item).operand(1).toString();
      SqlNode named = ((SqlCall) item).operand(0);
      return aliases.contains(alias)
              || (named.getKind() == SqlKind.COALESCE && alias.equalsIgnoreCase(columnName(named)))
          ? alias
          : name(named, index, aliases);
    }
    String column = columnName(item);
    if (column != null) {
      return column;
    }
    return item instanceof SqlCall call && call.getOperator() instanceof SqlFunction function
        ? function.getName().toLowerCase(Locale.ROOT).replaceFirst(" .*", "")
        : "col_" + (index + 1);
  }

  /** The name of a column; one of NATURAL JOIN and USING is a COALESCE of columns of one name. */
  private static @Nullable String columnName(SqlNode item) {
    if (item instanceof SqlIdentifier column) {
      return column.names.get(column.names.size() - 1);
    }
    if (item.getKind() == SqlKind.AS) {
      return columnName(((SqlCall) item).operand(0));
    }
    if (item.getKind() != SqlKind.COALESCE) {
      return null;
    }
    String name = columnName(((SqlCall) item).operand(0));
    return name != null
            && ((SqlCall) item)
                .getOperandList().stream()
                    .allMatch(operand -> name.equalsIgnoreCase(columnName(operand)))
        ? name
        : null;
  }

  private static List<String> unique(List<String> names) {
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    Set<String> given = new HashSet<>();
    List<String> result = new ArrayList<>();
    for (String name : names) {
      String candidate = name;
      for (int i = 1; !given.add(candidate.toLowerCase(Locale.ROOT)); i++) {
        candidate = name + "_" + i;
        while (taken.contains(candidate.toLowerCase(Locale.ROOT))) {
          i++;
          candidate = name + "_" + i;
        }
      }
      result.add(candidate);
    }
    return result;
  }
}
