package org.almagest.adql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The part of Calcite's standard operators that ADQL has: all but most of the functions. */
final class AdqlOperatorTable implements SqlOperatorTable {
  private final Set<String> functions;

  AdqlOperatorTable(Set<String> functions) {
    this.functions = Set.copyOf(functions);
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    List<SqlOperator> candidates = new ArrayList<>();
    SqlStdOperatorTable.instance()
        .lookupOperatorOverloads(name, category, syntax, candidates, matcher);
    candidates.stream().filter(this::isOfAdql).forEach(found::add);
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return SqlStdOperatorTable.instance().getOperatorList().stream()
        .filter(this::isOfAdql)
        .toList();
  }

  private boolean isOfAdql(SqlOperator operator) {
    return !(operator instanceof SqlFunction) || functions.contains(operator.getName());
  }
}
