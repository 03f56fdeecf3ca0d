package org.almagest.adql.lower;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * A CAST of a number to text, until it is lowered: Calcite takes that for a cast that changes
 * nothing, and leaves it out where another cast stands around it.
 */
public final class NumberToText {

  /** {@code (number)}: its text; the type is that of the CAST. */
  public static final SqlFunction OPERATOR =
      SqlBasicFunction.create("NUMBER_TO_TEXT", ReturnTypes.VARCHAR, OperandTypes.VARIADIC);

  private NumberToText() {}
}
