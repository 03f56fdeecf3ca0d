package org.almagest.adql.parse;

import java.math.BigDecimal;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Numbers: a whole one that BIGINT holds is exact, every other a DOUBLE (ADQL 2.1, 2.1.4 and 4.1).
 */
final class NumberLiterals {
  private static final String LEAST = "9223372036854775808";
  private static final int MOST_DIGITS = 40;

  private NumberLiterals() {}

  /** Whether the negative of this whole number is a BIGINT, though it itself is not. */
  static boolean isLeast(Lexeme number) {
    return number.text().equals(LEAST);
  }

  static SqlNode literal(Lexeme number) {
    String text = number.text();
    if (text.length() <= LEAST.length()
        && text.chars().allMatch(Character::isDigit)
        && new BigDecimal(text).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      return SqlLiteral.createExactNumeric(text, number.position());
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new AdqlException(
          AdqlErrorCode.OUT_OF_RANGE,
          number.line(),
          number.column(),
          "The number is larger than any that can be stored",
          "at most " + Double.MAX_VALUE);
    }
    boolean plain = text.length() <= MOST_DIGITS && value != 0;
    return SqlLiteral.createApproxNumeric(
        plain ? text : new BigDecimal(Double.toString(value)).toString(), number.position());
  }
}
