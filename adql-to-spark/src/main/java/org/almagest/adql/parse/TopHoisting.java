package org.almagest.adql.parse;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Moves the number of TOP from a select to the ORDER BY around it, where Calcite expects it: its
 * validator overwrites the one of the select (CALCITE-7761).
 */
final class TopHoisting extends SqlShuttle {

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlOrderBy ordered) || ordered.fetch != null) {
      return visited;
    }
    SqlSelect select = select(ordered.query);
    if (select == null || select.getFetch() == null) {
      return visited;
    }
    SqlNode top = select.getFetch();
    select.setFetch(null);
    return new SqlOrderBy(
        ordered.getParserPosition(), ordered.query, ordered.orderList, ordered.offset, top);
  }

  private static @Nullable SqlSelect select(SqlNode query) {
    if (query instanceof SqlSelect select) {
      return select;
    }
    return query instanceof SqlWith with ? select(with.body) : null;
  }
}
