package org.almagest.adql.validate;

import static org.almagest.adql.error.AdqlErrorCode.AMBIGUOUS_COLUMN;
import static org.almagest.adql.error.AdqlErrorCode.INVALID;
import static org.almagest.adql.error.AdqlErrorCode.TYPE_MISMATCH;
import static org.almagest.adql.error.AdqlErrorCode.UNKNOWN_COLUMN;
import static org.almagest.adql.error.AdqlErrorCode.UNKNOWN_FUNCTION;
import static org.almagest.adql.error.AdqlErrorCode.UNKNOWN_TABLE;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AdqlFunctions;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/**
 * The validator's errors in the user's words. Calcite tells them apart by their English text alone
 * (CalciteResource); a text that is not known here is passed on.
 */
final class ValidationErrors {
  private static final Pattern COLUMN =
      Pattern.compile("Column '([^']+)' not found in (?:any table|table '([^']+)').*");
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '([^']+)' is ambiguous.*");
  private static final Pattern OBJECT =
      Pattern.compile("Object '([^']+)' not found(?: within '([^']+)')?.*");
  private static final Pattern ALIAS = Pattern.compile("Table '([^']+)' not found.*");
  private static final Pattern FUNCTION =
      Pattern.compile("No match found for function signature ([^(]+)\\((.*)\\)");
  private static final Pattern COUNT =
      Pattern.compile("Invalid number of arguments to function '([^']+)'.*");
  private static final Pattern TYPES =
      Pattern.compile(
          "Cannot apply '?([^']+?)'? to arguments of type '(.*)'\\. ?"
              + "(?:Supported form\\(s\\): (.*))?",
          Pattern.DOTALL);
  private static final Pattern UNGROUPED =
      Pattern.compile("Expression '([^']+)' is not being grouped");

  private final VisibleNames names;

  ValidationErrors(VisibleNames names) {
    this.names = names;
  }

  AdqlException translate(CalciteContextException error) {
    Throwable cause = error.getCause();
    String message = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    Matcher m = COLUMN.matcher(message);
    if (m.matches()) {
      return column(error, m.group(1), m.group(2));
    }
    m = AMBIGUOUS.matcher(message);
    if (m.matches()) {
      return at(
          error,
          AMBIGUOUS_COLUMN,
          "Column [" + m.group(1) + "] is in more than one table of the query",
          "write table." + m.group(1));
    }
    m = OBJECT.matcher(message);
    if (m.matches()) {
      String name = m.group(2) == null ? m.group(1) : m.group(2) + "." + m.group(1);
      return table(error, names.tableAt(error.getPosLine(), error.getPosColumn()).orElse(name));
    }
    m = ALIAS.matcher(message);
    if (m.matches()) {
      return at(
          error,
          UNKNOWN_TABLE,
          "No table of the query is named [" + m.group(1) + "]",
          Suggestions.didYouMean(m.group(1), names.aliases()));
    }
    m = FUNCTION.matcher(message);
    if (m.matches()) {
      return function(error, m.group(1), m.group(2));
    }
    return operands(error, message);
  }

  private AdqlException operands(CalciteContextException error, String message) {
    Matcher m = COUNT.matcher(message);
    if (m.matches()) {
      return at(
          error, UNKNOWN_FUNCTION, "[" + m.group(1) + "] takes another number of arguments", null);
    }
    m = TYPES.matcher(message);
    if (m.matches()) {
      String forms = m.group(3);
      return at(
          error,
          TYPE_MISMATCH,
          "[" + m.group(1) + "] cannot be applied to " + types(m.group(2)),
          forms == null || forms.contains("<") || forms.contains("\n") ? null : "write " + forms);
    }
    m = UNGROUPED.matcher(message);
    if (m.matches()) {
      return at(
          error,
          INVALID,
          "[" + m.group(1) + "] is neither grouped nor inside an aggregate function",
          "put it into GROUP BY");
    }
    AdqlErrorCode code =
        message.contains("ype mismatch")
                || message.contains("compatible types")
                || message.contains("to be assignable")
            ? TYPE_MISMATCH
            : INVALID;
    String hint = message.contains("must be a condition") ? "write 1 = before CONTAINS(...)" : null;
    return at(error, code, message, hint);
  }

  /** The types of arguments as a user knows them. */
  private static String types(String signature) {
    return signature
        .replaceAll("(?i)ObjectSqlType\\((\\w+)\\)", "$1")
        .replaceAll("<([A-Z][^<>]*)>", "$1");
  }

  private AdqlException column(
      CalciteContextException error, String column, @Nullable String alias) {
    List<String> tables = names.tables(alias);
    return at(
        error,
        UNKNOWN_COLUMN,
        "Unknown column ["
            + column
            + "]"
            + (tables.isEmpty() ? "" : " in " + String.join(", ", tables)),
        Suggestions.didYouMean(column, names.columns(alias)));
  }

  private AdqlException table(CalciteContextException error, String name) {
    List<String> tables = names.catalogTables();
    String hint = Suggestions.didYouMean(name, tables);
    if (hint == null && !name.contains(".")) {
      hint =
          tables.stream()
              .filter(table -> table.substring(table.indexOf('.') + 1).equalsIgnoreCase(name))
              .findFirst()
              .map(table -> "write " + table)
              .orElse(null);
    }
    return at(error, UNKNOWN_TABLE, "Unknown table [" + name + "]", hint);
  }

  private static AdqlException function(
      CalciteContextException error, String name, String arguments) {
    if (AdqlFunctions.names().contains(name.toUpperCase(Locale.ROOT))) {
      return at(
          error,
          UNKNOWN_FUNCTION,
          "[" + name + "] does not take the arguments (" + types(arguments) + ")",
          null);
    }
    return at(
        error,
        UNKNOWN_FUNCTION,
        "Unknown function [" + name + "]",
        Suggestions.didYouMean(name, AdqlFunctions.names()));
  }

  private static AdqlException at(
      CalciteContextException error, AdqlErrorCode code, String message, @Nullable String hint) {
    return new AdqlException(code, error.getPosLine(), error.getPosColumn(), message, hint);
  }
}
