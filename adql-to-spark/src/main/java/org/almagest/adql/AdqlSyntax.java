package org.almagest.adql;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.error.Suggestions;
import org.almagest.adql.function.AdqlFunctions;
import org.almagest.adql.parse.AdqlParser;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Judges a query by its text alone: the grammar of ADQL 2.1, and that every function is ADQL's or
 * declared. Tables and columns may be any. Safe for use by many threads.
 */
public final class AdqlSyntax {
  private final List<FunctionSignature> declared;

  /**
   * @param declared the functions that a query may call besides ADQL's own
   */
  public AdqlSyntax(Collection<FunctionSignature> declared) {
    this.declared = List.copyOf(declared);
  }

  /**
   * Checks a query.
   *
   * @throws AdqlException if it is not ADQL 2.1, or calls a function that is not declared
   */
  public void check(String adql) {
    SqlNode query = AdqlParser.parse(adql);
    query.accept(new Calls());
  }

  private final class Calls extends SqlBasicVisitor<@Nullable Void> {
    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call.getOperator() instanceof SqlUnresolvedFunction function
          && !AdqlParser.isReserved(function.getName())) {
        check(call, function.getName());
      }
      return super.visit(call);
    }

    private void check(SqlCall call, String name) {
      List<FunctionSignature> overloads =
          declared.stream().filter(form -> form.name().equalsIgnoreCase(name)).toList();
      if (overloads.stream().anyMatch(form -> form.takes(call.operandCount()))) {
        return;
      }
      if (!overloads.isEmpty()) {
        throw error(
            call,
            "[" + name + "] does not take " + call.operandCount() + " arguments",
            overloads.stream()
                .map(FunctionSignature::toString)
                .collect(Collectors.joining(" or ", "write ", "")));
      }
      if (AdqlFunctions.names().stream()
          .noneMatch(known -> known.equals(name.toUpperCase(Locale.ROOT)))) {
        Set<String> names = new LinkedHashSet<>(AdqlFunctions.names());
        declared.forEach(form -> names.add(form.name()));
        throw error(call, "Unknown function [" + name + "]", Suggestions.didYouMean(name, names));
      }
    }
  }

  private static AdqlException error(SqlCall call, String message, @Nullable String hint) {
    return new AdqlException(
        AdqlErrorCode.UNKNOWN_FUNCTION,
        call.getParserPosition().getLineNum(),
        call.getParserPosition().getColumnNum(),
        message,
        hint);
  }
}
