package org.almagest.adql.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.almagest.adql.FunctionSignature;
import org.almagest.adql.parse.AdqlParser;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a query can be asked of, made up from what it says: the tables and columns it
 * names, of the types that their uses ask for.
 */
public final class InferredCatalog {
  private static final Scope NOWHERE = new Scope(List.of(), null);

  private final Map<String, MadeTable> tables = new LinkedHashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private final UseReader uses;
  private Map<String, RowSource> subqueries = new HashMap<>();
  private final List<List<RowSource>> alike = new ArrayList<>();
  private final List<List<RowSource>> natural = new ArrayList<>();
  private Scope.Guess guess = Scope.Guess.NONE;

  private InferredCatalog(List<FunctionSignature> declared) {
    this.uses = new UseReader(declared, this::column, this::firstColumn);
  }

  /** The catalog of a query; it is parsed anew, since compiling changes a tree. */
  public static InferredCatalog of(String adql, List<FunctionSignature> declared) {
    InferredCatalog catalog = new InferredCatalog(declared);
    SqlNode query = AdqlParser.parse(adql);
    catalog.query(query, NOWHERE);
    catalog.alike.clear();
    catalog.natural.clear();
    catalog.guess = Scope.Guess.FIRST_TABLE;
    catalog.subqueries = new HashMap<>();
    catalog.query(query, NOWHERE);
    catalog.settle();
    return catalog;
  }

  /** The tables, in the order in which they are named. */
  public List<MadeTable> tables() {
    return List.copyOf(tables.values());
  }

  /** Why there can be no such tables; empty where there can. */
  public List<String> reasons() {
    return List.copyOf(reasons);
  }

  private void settle() {
    for (MadeTable table : tables.values()) {
      if (table.columns().isEmpty()) {
        table.pad();
      }
    }
    for (List<RowSource> pair : natural) {
      for (String name : pair.get(0).names()) {
        InferredType other = pair.get(1).known(name);
        InferredType one = pair.get(0).known(name);
        if (one != null && other != null) {
          one.unite(other);
        }
      }
    }
    for (int round = 0; round < 3; round++) {
      alike.forEach(this::match);
    }
  }

  /** Both operands of a set operation have the same columns. */
  private void match(List<RowSource> operands) {
    RowSource left = operands.get(0);
    RowSource right = operands.get(1);
    for (int i = 0; i < 50 && left.types().size() != right.types().size(); i++) {
      RowSource shorter = left.types().size() < right.types().size() ? left : right;
      if (!shorter.isOpen()) {
        break;
      }
      shorter.pad();
    }
    if (left.types().size() != right.types().size()) {
      reasons.add("the operands of a set operation have different numbers of columns");
      return;
    }
    for (int i = 0; i < left.types().size(); i++) {
      left.types().get(i).unite(right.types().get(i));
    }
  }

  private InferredType firstColumn(SqlNode node, Scope outer) {
    RowSource source = query(node, outer);
    return source.types().isEmpty() ? InferredType.unknown() : source.types().get(0);
  }

  private RowSource query(SqlNode node, Scope outer) {
    if (node instanceof SqlWith with) {
      for (SqlNode item : with.withList) {
        SqlWithItem named = (SqlWithItem) item;
        subqueries.put(named.name.getSimple().toLowerCase(Locale.ROOT), query(named.query, outer));
      }
      return query(with.body, outer);
    }
    if (node instanceof SqlOrderBy ordered) {
      return ordered.query instanceof SqlSelect select
          ? select(select, ordered.orderList, outer)
          : query(ordered.query, outer);
    }
    if (node instanceof SqlSelect select) {
      return select(select, SqlNodeList.EMPTY, outer);
    }
    SqlCall set = (SqlCall) node;
    RowSource left = query(set.operand(0), outer);
    alike.add(List.of(left, query(set.operand(1), outer)));
    return left;
  }

  private RowSource select(SqlSelect select, SqlNodeList order, Scope outer) {
    SqlNode from = select.getFrom();
    Scope scope = new Scope(from == null ? List.of() : from(from, outer), outer);
    if (select.getWhere() != null) {
      uses.type(select.getWhere(), scope);
    }
    if (select.getGroup() != null) {
      select.getGroup().forEach(term -> uses.type(term, scope));
    }
    if (select.getHaving() != null) {
      uses.type(select.getHaving(), scope);
    }
    QuerySource result = new QuerySource();
    for (SqlNode item : select.getSelectList()) {
      item(item, scope, result);
    }
    for (SqlNode term : order) {
      SqlNode value = term.getKind() == SqlKind.DESCENDING ? ((SqlCall) term).operand(0) : term;
      boolean alias =
          value instanceof SqlIdentifier name
              && name.isSimple()
              && result.known(name.getSimple()) != null;
      if (!alias) {
        uses.type(value, scope);
      }
    }
    return result;
  }

  private void item(SqlNode item, Scope scope, QuerySource result) {
    if (item instanceof SqlIdentifier star && star.isStar()) {
      List<String> qualifier = star.names.subList(0, star.names.size() - 1);
      scope.items().stream()
          .filter(table -> qualifier.isEmpty() || table.isNamed(qualifier))
          .forEach(table -> result.addAll(table.source()));
      return;
    }
    InferredType type = uses.type(item, scope);
    if (item.getKind() == SqlKind.AS) {
      result.add(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple(), type);
    } else {
      result.add(
          item instanceof SqlIdentifier column ? column.names.get(column.names.size() - 1) : "",
          type);
    }
  }

  private List<Scope.Item> from(SqlNode node, Scope outer) {
    if (node instanceof SqlJoin join) {
      return join(join, outer);
    }
    if (node.getKind() == SqlKind.AS) {
      SqlNode table = ((SqlCall) node).operand(0);
      String alias = ((SqlIdentifier) ((SqlCall) node).operand(1)).getSimple();
      RowSource source = table instanceof SqlIdentifier name ? table(name) : query(table, outer);
      return List.of(new Scope.Item(List.of(alias), source));
    }
    return node instanceof SqlIdentifier name
        ? List.of(new Scope.Item(name.names, table(name)))
        : List.of(new Scope.Item(List.of(), query(node, outer)));
  }

  private List<Scope.Item> join(SqlJoin join, Scope outer) {
    List<Scope.Item> left = from(join.getLeft(), outer);
    List<Scope.Item> right = from(join.getRight(), outer);
    List<Scope.Item> both = new ArrayList<>(left);
    both.addAll(right);
    SqlNode condition = join.getCondition();
    if (join.isNatural()) {
      for (Scope.Item one : left) {
        right.forEach(other -> natural.add(List.of(one.source(), other.source())));
      }
    } else if (condition instanceof SqlNodeList columns
        && join.getConditionType() == JoinConditionType.USING) {
      for (SqlNode column : columns) {
        SqlIdentifier name = (SqlIdentifier) column;
        column(name, new Scope(left, null)).unite(column(name, new Scope(right, null)));
      }
    } else if (condition != null) {
      uses.type(condition, new Scope(both, outer));
    }
    return both;
  }

  private RowSource table(SqlIdentifier name) {
    String key = String.join(".", name.names).toLowerCase(Locale.ROOT);
    RowSource subquery = subqueries.get(key);
    return subquery != null
        ? subquery
        : tables.computeIfAbsent(key, unknown -> new MadeTable(name.names));
  }

  private InferredType column(SqlIdentifier name, Scope scope) {
    int last = name.names.size() - 1;
    @Nullable InferredType found =
        scope.find(name.names.subList(0, last), name.names.get(last), guess);
    if (found == null && guess == Scope.Guess.FIRST_TABLE) {
      reasons.add("column " + String.join(".", name.names) + " is of no table in FROM");
    }
    return found == null ? InferredType.unknown() : found;
  }
}
