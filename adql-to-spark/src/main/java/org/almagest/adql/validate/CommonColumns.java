package org.almagest.adql.validate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The one column that USING makes of two (SQL92, 7.5) where Calcite takes it for ambiguous: in the
 * condition of another join, and behind a join that is not the last of FROM. Such a name is
 * replaced by the column of a table, or by COALESCE of both.
 */
final class CommonColumns extends SqlBasicVisitor<@Nullable Void> {

  private CommonColumns() {}

  /** Replaces the names in a query, in place. */
  static void resolve(SqlNode query, CalciteCatalogReader catalog) {
    query.accept(new NaturalJoins(catalog));
    query.accept(new CommonColumns());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
      order(ordered, select);
    }
    if (call instanceof SqlSelect select && select.getFrom() instanceof SqlJoin from) {
      Names names = new Names(unreached(from));
      conditions(from);
      if (!names.columns.isEmpty()) {
        select.setSelectList(names.items(select.getSelectList()));
        select.setWhere(names.in(select.getWhere()));
        select.setHaving(names.in(select.getHaving()));
        SqlNodeList group = select.getGroup();
        if (group != null) {
          select.setGroupBy(names.terms(group, Set.of()));
        }
      }
    }
    return super.visit(call);
  }

  private static void order(SqlOrderBy ordered, SqlSelect select) {
    if (select.getFrom() instanceof SqlJoin from) {
      Set<String> selected = new HashSet<>();
      for (SqlNode item : select.getSelectList()) {
        SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        if (named instanceof SqlIdentifier name && !name.isStar()) {
          selected.add(key(name.names.get(name.names.size() - 1)));
        }
      }
      SqlNodeList terms = new Names(unreached(from)).terms(ordered.orderList, selected);
      for (int i = 0; i < terms.size(); i++) {
        ordered.orderList.set(i, terms.get(i));
      }
    }
  }

  /** The common columns but those of two tables in the last joins of FROM, which Calcite finds. */
  private static Map<String, SqlNode> unreached(SqlJoin from) {
    Map<String, SqlNode> columns = common(from);
    Set<String> found = new HashSet<>();
    Set<String> ofMore = new HashSet<>();
    SqlNode node = from;
    while (node instanceof SqlJoin join && join.getConditionType() == JoinConditionType.USING) {
      for (SqlIdentifier name : usingOf(join)) {
        if (!found.add(key(name.getSimple()))) {
          ofMore.add(key(name.getSimple()));
        }
      }
      node = join.getLeft();
    }
    found.removeAll(ofMore);
    columns.keySet().removeAll(found);
    return columns;
  }

  private static void conditions(SqlNode node) {
    if (node instanceof SqlJoin join) {
      conditions(join.getLeft());
      conditions(join.getRight());
      if (join.getConditionType() == JoinConditionType.ON) {
        Map<String, SqlNode> columns = common(join.getLeft());
        columns.putAll(common(join.getRight()));
        SqlNode condition = new Names(columns).in(join.getCondition());
        int last = join.operandCount() - 1;
        for (int i = 0; i <= last; i++) {
          if (join.operand(i) == join.getCondition()) {
            join.setOperand(i, condition);
            break;
          }
        }
      }
    }
  }

  private static Map<String, SqlNode> common(SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      return new HashMap<>();
    }
    Map<String, SqlNode> left = common(join.getLeft());
    Map<String, SqlNode> right = common(join.getRight());
    Map<String, SqlNode> both = new HashMap<>(left);
    both.putAll(right);
    for (SqlIdentifier name : usingOf(join)) {
      SqlNode one = column(join.getLeft(), left, name);
      SqlNode other = column(join.getRight(), right, name);
      if (one != null && other != null) {
        both.put(key(name.getSimple()), merged(join.getJoinType(), one, other));
      }
    }
    return both;
  }

  private static SqlNode merged(JoinType type, SqlNode left, SqlNode right) {
    return switch (type) {
      case RIGHT -> right;
      case FULL -> SqlStdOperatorTable.COALESCE.createCall(left.getParserPosition(), left, right);
      default -> left;
    };
  }

  private static @Nullable SqlNode column(
      SqlNode side, Map<String, SqlNode> common, SqlIdentifier name) {
    SqlNode known = common.get(key(name.getSimple()));
    if (known != null || side instanceof SqlJoin) {
      return known;
    }
    SqlNode table = side.getKind() == SqlKind.AS ? ((SqlBasicCall) side).operand(1) : side;
    return table instanceof SqlIdentifier named
        ? new SqlIdentifier(
            List.of(named.names.get(named.names.size() - 1), name.getSimple()),
            null,
            name.getParserPosition(),
            List.of(SqlParserPos.ZERO, name.getParserPosition()))
        : null;
  }

  private static List<SqlIdentifier> usingOf(SqlJoin join) {
    return join.getConditionType() == JoinConditionType.USING
            && join.getCondition() instanceof SqlNodeList list
        ? list.getList().stream().map(SqlIdentifier.class::cast).toList()
        : List.of();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Replaces the names of columns, but not inside sub-queries. */
  private static final class Names extends SqlShuttle {
    private final Map<String, SqlNode> columns;

    Names(Map<String, SqlNode> columns) {
      this.columns = columns;
    }

    @Nullable SqlNode in(@Nullable SqlNode node) {
      return node == null || columns.isEmpty() ? node : node.accept(this);
    }

    SqlNodeList items(SqlNodeList list) {
      SqlNodeList items = new SqlNodeList(list.getParserPosition());
      for (SqlNode item : list) {
        SqlNode replaced = item.accept(this);
        boolean loses = item instanceof SqlIdentifier && replaced instanceof SqlCall;
        items.add(
            loses
                ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), replaced, item)
                : replaced);
      }
      return items;
    }

    /**
     * @param selected names that stand for a column of the result
     */
    SqlNodeList terms(SqlNodeList list, Set<String> selected) {
      SqlNodeList terms = new SqlNodeList(list.getParserPosition());
      for (SqlNode term : list) {
        SqlNode value = term.getKind() == SqlKind.DESCENDING ? ((SqlCall) term).operand(0) : term;
        boolean alias =
            value instanceof SqlIdentifier name
                && name.isSimple()
                && selected.contains(key(name.getSimple()));
        terms.add(alias ? term : term.accept(this));
      }
      return terms;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      return name.isSimple() && !name.isStar()
          ? columns.getOrDefault(key(name.getSimple()), name)
          : name;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (call.getKind() == SqlKind.AS) {
        SqlNode value = call.<SqlNode>operand(0).accept(this);
        return SqlStdOperatorTable.AS.createCall(call.getParserPosition(), value, call.operand(1));
      }
      return super.visit(call);
    }
  }
}
