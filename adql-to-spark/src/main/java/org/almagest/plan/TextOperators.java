package org.almagest.plan;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/** Text to values and back, which engines read and write each in its own way. */
public final class TextOperators {

  /** {@code (text)}: the text if it is a whole number such as {@code -12}, else NULL or ''. */
  public static final SqlFunction WHOLE_NUMBER = text("WHOLE_NUMBER");

  /** {@code (text)}: the text if it is a number such as {@code -1.5e3}, else NULL or ''. */
  public static final SqlFunction NUMBER = text("NUMBER");

  /** {@code (text)}: the text if it is a time such as {@code 2026-01-31T12:00:00.5}. */
  public static final SqlFunction TIME = text("TIME");

  /** {@code (timestamp)}: its text, as DALI writes it. */
  public static final SqlFunction TIME_TEXT = text("TIME_TEXT");

  /** {@code (double)}: its text, such as {@code 1.5} and {@code 1.0E10}. */
  public static final SqlFunction NUMBER_TEXT = EngineOperators.named("adql_text");

  /** {@code (double)}: the text of the REAL nearest to it. */
  public static final SqlFunction REAL_TEXT = EngineOperators.named("adql_text_real");

  /** {@code (text, pattern)}: what LIKE says, in bounded time. */
  public static final SqlFunction BOUNDED_LIKE = EngineOperators.named("adql_like");

  /** {@code (text, n)}: the first n characters. */
  public static final SqlFunction FIRST_CHARACTERS = text("FIRST_CHARACTERS");

  /** {@code (text, delimiter)}: the texts of a group, sorted. */
  public static final SqlAggFunction STRING_AGG = new StringAgg();

  private TextOperators() {}

  /** All of them that engines spell each in its own way. */
  public static List<SqlOperator> all() {
    return List.of(WHOLE_NUMBER, NUMBER, TIME, TIME_TEXT, FIRST_CHARACTERS, STRING_AGG);
  }

  private static SqlFunction text(String name) {
    return SqlBasicFunction.create(name, ReturnTypes.VARCHAR_FORCE_NULLABLE, OperandTypes.VARIADIC);
  }

  private static final class StringAgg extends SqlAggFunction {
    StringAgg() {
      super(
          "IVO_STRING_AGG",
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.VARCHAR_FORCE_NULLABLE,
          null,
          OperandTypes.STRING_STRING,
          SqlFunctionCategory.STRING,
          false,
          false,
          Optionality.FORBIDDEN);
    }
  }
}
