package org.almagest.hats.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.hats.column.RowFilter;
import org.jspecify.annotations.Nullable;

/** Comparisons of columns with numbers, joined by AND: {@code mag < 21 AND flag = 0}. */
final class FilterText {

  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(?:`([^`]+)`|([A-Za-z_][A-Za-z0-9_.]*))\\s*(<=|>=|<|>|=)\\s*([-+0-9.eE]+)\\s*");

  private FilterText() {}

  static List<RowFilter> parse(@Nullable String text) {
    List<RowFilter> filters = new ArrayList<>();
    if (text == null || text.isBlank()) {
      return filters;
    }
    for (String part : text.split("(?i)\\s+and\\s+")) {
      Matcher comparison = COMPARISON.matcher(part);
      if (!comparison.matches()) {
        throw new IllegalArgumentException(
            "The filter ["
                + part
                + "] is not a comparison of a column with a number, such as [mag < 21.5]");
      }
      String column = comparison.group(1) == null ? comparison.group(2) : comparison.group(1);
      filters.add(of(column, comparison.group(3), Double.parseDouble(comparison.group(4))));
    }
    return filters;
  }

  static RowFilter of(String column, String comparison, double number) {
    return switch (comparison) {
      case "<" -> RowFilter.atMost(column, Math.nextDown(number));
      case "<=" -> RowFilter.atMost(column, number);
      case ">" -> RowFilter.atLeast(column, Math.nextUp(number));
      case ">=" -> RowFilter.atLeast(column, number);
      default -> new RowFilter(column, number, number);
    };
  }
}
