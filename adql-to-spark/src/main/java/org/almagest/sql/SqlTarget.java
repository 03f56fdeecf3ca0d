package org.almagest.sql;

import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** An engine that SQL is written for. */
public interface SqlTarget {

  /** Its name, as users know it. */
  String name();

  /** How it writes SQL. */
  SqlDialect dialect();

  /** How it writes each primitive of {@link org.almagest.plan} that it has. */
  Map<SqlOperator, Spelling> spellings();

  /** How it writes an operator, or null where it has no way of its own. */
  default @Nullable Spelling spelling(SqlOperator operator) {
    return spellings().get(operator);
  }

  /** How it writes a number, one with an exponent being a DOUBLE. */
  default SqlNode number(SqlNumericLiteral literal) {
    return literal;
  }

  /** A plan as the engine is to run it, with the same rows. */
  default RelNode prepared(RelNode plan) {
    return plan;
  }

  /** Whether it has every operator of a plan. */
  default Support support(RelNode plan) {
    return SupportCheck.check(plan, this);
  }
}
