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
import java.util.stream.Stream;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.error.Suggestions;
import org.almagest.adql.function.AddedFunction;
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
  private static final Pattern TEXT_AND_NUMBER =
      Pattern.compile("CHAR.*(INT|DOUBLE|REAL)|(INT|DOUBLE|REAL).*CHAR");
  private static final String CAST_ONE = "CAST one of them, or put a text in single quotes";

  private final VisibleNames names;
  private final List<String> functions;

  ValidationErrors(VisibleNames names, List<AddedFunction> added) {
    this.names = names;
    this.functions =
        Stream.concat(AdqlFunctions.names().stream(), added.stream().map(AddedFunction::getName))
            .toList();
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
      return ambiguous(error, m.group(1));
    }
    m = ALIAS.matcher(message);
    if (m.matches()) {
      return at(
          error,
          UNKNOWN_TABLE,
          "No table of the query is named [" + m.group(1) + "]",
          Suggestions.didYouMean(m.group(1), names.tableNames()));
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
      return mismatch(error, m.group(1), m.group(2), m.group(3));
    }
    AdqlException known = ValidatorMessages.translate(error, message);
    return known != null ? known : at(error, INVALID, TypeNames.shown(message), null);
  }

  private static AdqlException mismatch(
      CalciteContextException error, String operator, String given, @Nullable String forms) {
    String types = TypeNames.listed(given);
    if (operator.equals("$SCALAR_QUERY")) {
      return at(
          error, TYPE_MISMATCH, "The sub-query has more than one column", "select a single one");
    }
    boolean function = given.startsWith(operator + "(");
    boolean readable = forms != null && !forms.contains("<") && !forms.contains("\n");
    String shown = operator.equals("BETWEEN ASYMMETRIC") ? "BETWEEN" : operator;
    return at(
        error,
        TYPE_MISMATCH,
        "[" + shown + "] cannot " + (function ? "be applied to " : "combine ") + types,
        operator.startsWith("CAST AS ")
            ? "CAST makes a geometry of a text"
            : readable
                ? "write " + forms
                : TEXT_AND_NUMBER.matcher(types).find() ? CAST_ONE : null);
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
        names.hint(column, alias, error.getPosLine(), error.getPosColumn()));
  }

  private AdqlException ambiguous(CalciteContextException error, String column) {
    List<String> owners = names.owners(column);
    return at(
        error,
        AMBIGUOUS_COLUMN,
        "Column ["
            + column
            + "] is in more than one table of the query"
            + (owners.size() > 1 ? ": " + String.join(", ", owners) : ""),
        "write " + (owners.isEmpty() ? "table." + column : owners.get(0)));
  }

  private AdqlException function(CalciteContextException error, String name, String arguments) {
    if (functions.contains(name.toUpperCase(Locale.ROOT))) {
      return at(
          error,
          UNKNOWN_FUNCTION,
          "["
              + name
              + "] does not take the arguments ("
              + TypeNames.shown(arguments.replaceAll("[<>]", ""))
              + ")",
          null);
    }
    return at(
        error,
        UNKNOWN_FUNCTION,
        "Unknown function [" + name + "]",
        Suggestions.didYouMean(name, functions));
  }

  private static AdqlException at(
      CalciteContextException error, AdqlErrorCode code, String message, @Nullable String hint) {
    return new AdqlException(code, error.getPosLine(), error.getPosColumn(), message, hint);
  }
}
