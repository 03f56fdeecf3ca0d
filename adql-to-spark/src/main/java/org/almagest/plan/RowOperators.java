package org.almagest.plan;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Primitives whose value depends on more than one row. They stand in projections alone. */
public final class RowOperators {

  /** {@code ()}: a number that no other row of the input has, BIGINT. */
  public static final SqlFunction ROW_MARK =
      SqlBasicFunction.create("ROW_MARK", ReturnTypes.BIGINT, OperandTypes.VARIADIC)
          .withDeterministic(false);

  /** {@code (group, key)}: the place of a row among those of its group by the key, from 1. */
  public static final SqlFunction RANK_WITHIN =
      SqlBasicFunction.create("RANK_WITHIN", ReturnTypes.BIGINT, OperandTypes.VARIADIC)
          .withDeterministic(false);

  private RowOperators() {}
}
