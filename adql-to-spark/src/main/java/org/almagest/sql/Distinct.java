package org.almagest.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;

/** DISTINCT before the argument of an aggregate function. */
final class Distinct extends SqlSpecialOperator {
  static final SqlOperator OPERATOR = new Distinct();

  private Distinct() {
    super("DISTINCT", SqlKind.OTHER);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    writer.keyword("DISTINCT");
    call.operand(0).unparse(writer, 0, 0);
  }
}
