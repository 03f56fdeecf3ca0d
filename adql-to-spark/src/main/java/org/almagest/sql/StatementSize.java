package org.almagest.sql;

import java.util.IdentityHashMap;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * The size of a statement written out: a spelling may write an argument twice, and so doubles what
 * is inside at each level of nesting.
 */
final class StatementSize {
  private static final long LARGEST = 500_000;

  private final IdentityHashMap<SqlNode, Long> known = new IdentityHashMap<>();

  private StatementSize() {}

  /**
   * Checks a statement.
   *
   * @throws AdqlException if it is too long
   */
  static void check(SqlNode statement) {
    if (new StatementSize().of(statement) > LARGEST) {
      throw new AdqlException(
          AdqlErrorCode.TOO_COMPLEX,
          0,
          0,
          "Functions are nested too deep",
          "store a part of the query in a table of your own and query that");
    }
  }

  private long of(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return sum(node, list.getList());
    }
    return node instanceof SqlCall call ? sum(node, call.getOperandList()) : 1;
  }

  private long sum(SqlNode node, Iterable<? extends @Nullable SqlNode> parts) {
    Long size = known.get(node);
    if (size != null) {
      return size;
    }
    long sum = 1;
    for (SqlNode part : parts) {
      sum = Math.min(LARGEST * 2, sum + of(part));
    }
    known.put(node, sum);
    return sum;
  }
}
