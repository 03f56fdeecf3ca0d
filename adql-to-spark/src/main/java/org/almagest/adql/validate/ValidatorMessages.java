package org.almagest.adql.validate;

import static org.almagest.adql.error.AdqlErrorCode.INVALID;
import static org.almagest.adql.error.AdqlErrorCode.TYPE_MISMATCH;
import static org.almagest.adql.error.AdqlErrorCode.UNKNOWN_TABLE;
import static org.almagest.adql.error.AdqlErrorCode.UNSUPPORTED;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of Calcite's validator (CalciteResource) that say all there is to say, in the user's
 * words.
 */
final class ValidatorMessages {

  private record Rule(Pattern text, AdqlErrorCode code, String message, @Nullable String hint) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              "Unknown (?:identifier|datatype name) '(POINT|CIRCLE|POLYGON)'",
              UNSUPPORTED,
              "CAST to [$1] is not available here",
              "write the function $1(...)"),
          rule(
              "Unknown identifier '([^']+)'",
              UNKNOWN_TABLE,
              "No table of the query is named [$1]",
              null),
          rule(
              "Cast function cannot convert value of type (.*) to type (.*)",
              TYPE_MISMATCH,
              "A value of type $1 cannot be cast to $2",
              null),
          rule(
              "Values passed to (.*) operator must have compatible types",
              TYPE_MISMATCH,
              "[$1] compares values whose types or number of columns do not go together",
              "the sub-query of [IN] has one column"),
          rule(
              "Values in expression list must have compatible types",
              TYPE_MISMATCH,
              "The values of [IN] have types that do not go together",
              "write texts alone or numbers alone"),
          rule(
              "Illegal mixing of types in CASE or COALESCE statement",
              TYPE_MISMATCH,
              "The arguments of [COALESCE] have types that do not go together",
              "CAST them to the same type"),
          rule(
              "INNER, LEFT, RIGHT, FULL, or ASOF join requires a condition.*",
              AdqlErrorCode.SYNTAX,
              "The join has no condition",
              "write ON condition or USING (column)"),
          rule(
              "Cannot qualify common column '(.*)'",
              INVALID,
              "[$1] is one column of both tables after USING or NATURAL",
              "write it without the name of a table"),
          rule(
              "Column name '(.*)' in NATURAL join or USING clause is not unique.*",
              AdqlErrorCode.AMBIGUOUS_COLUMN,
              "Column [$1] is more than once on one side of the join",
              "write ON with the column of the table that is meant"),
          rule(
              "Column '(.*)' matched using NATURAL keyword or USING clause has incompatible types:"
                  + " cannot compare '(.*)' to '(.*)'",
              TYPE_MISMATCH,
              "Column [$1] is $2 on one side of the join and $3 on the other",
              null),
          rule(
              "Expression '(.*)' is not in the select clause",
              INVALID,
              "[$1] is not among the columns of SELECT DISTINCT, so nothing can be sorted by it",
              "add it to the columns"),
          rule(
              "Aggregate expression is illegal in ORDER BY clause of non-aggregating SELECT",
              INVALID,
              "An aggregate function in ORDER BY of a query without groups",
              "write GROUP BY"),
          rule(
              "Aggregate expression is illegal in (.*) clause",
              INVALID,
              "An aggregate function cannot stand in $1",
              "conditions on groups go into HAVING"),
          rule(
              "Aggregate expressions cannot be nested",
              INVALID,
              "An aggregate function cannot stand inside another",
              "write the inner one in a sub-query"),
          rule(
              "Column count mismatch in (.*)",
              INVALID,
              "The queries of [$1] have different numbers of columns",
              "every query of a set operation has the same number of columns"),
          rule(
              "Type mismatch in column (\\d+) of (.*)",
              TYPE_MISMATCH,
              "Column $1 has types that do not go together in the queries of [$2]",
              "CAST them to the same type"),
          rule(
              "Ordinal out of range",
              INVALID,
              "ORDER BY names a column by a number that is not between 1 and the number of columns",
              null),
          rule(
              "Expression '(.*)' is not being grouped",
              INVALID,
              "[$1] is neither grouped nor inside an aggregate function",
              "put it into GROUP BY"),
          rule(
              "(?:Cannot compare values of types|Operands|Types|) ?'?(.*?)'?,? not comparable.*",
              TYPE_MISMATCH,
              "Types $1 cannot be compared",
              null),
          rule(
              "Numeric literal '(.*)' out of range",
              AdqlErrorCode.OUT_OF_RANGE,
              "The number [$1] is out of range",
              null),
          rule(
              "(.*) clause must be a condition",
              INVALID,
              "$1 needs a condition",
              "compare the value with something"));

  private ValidatorMessages() {}

  private static Rule rule(String text, AdqlErrorCode code, String message, @Nullable String hint) {
    return new Rule(Pattern.compile(text, Pattern.DOTALL), code, message, hint);
  }

  /** The error in the user's words; null where it is not one of these. */
  static @Nullable AdqlException translate(CalciteContextException error, String message) {
    for (Rule rule : RULES) {
      Matcher m = rule.text.matcher(message);
      if (m.matches()) {
        return new AdqlException(
            rule.code,
            error.getPosLine(),
            error.getPosColumn(),
            TypeNames.shown(filled(rule.message, m)),
            rule.hint == null ? null : filled(rule.hint, m));
      }
    }
    return null;
  }

  private static String filled(String template, Matcher m) {
    String text = template;
    for (int i = 1; i <= m.groupCount(); i++) {
      text = text.replace("$" + i, m.group(i));
    }
    return text;
  }
}
