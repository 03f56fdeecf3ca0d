package org.almagest.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.corpus.CorpusQuery.Names;
import org.almagest.corpus.CorpusQuery.Order;
import org.jspecify.annotations.Nullable;

/**
 * Compares answers by the rules of one query: whole numbers by value whatever their width, text,
 * times and truth values exactly, floating-point numbers within the tolerance, and at 32 bits where
 * either side has no more.
 */
record AnswerComparison(Order order, Names names, Tolerance tolerance) {
  private static final int SHOWN = 5;
  private static final int WIDTH = 400;

  /** Stands for any floating-point number in the key by which rows are grouped. */
  private enum Floating {
    NUMBER
  }

  /** How the actual answer differs from the expected one, for a person to read; empty if not. */
  Optional<String> difference(Answer expected, Answer actual) {
    if (expected.columns().size() != actual.columns().size()
        || (names == Names.COMPARED && !expected.columns().equals(actual.columns()))) {
      return Optional.of(
          "Expected columns " + expected.columns() + " but found " + actual.columns());
    }
    List<String> lines =
        order == Order.LISTED
            ? listedDifference(expected, actual.rows())
            : bagDifference(expected, actual.rows());
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Expected %d rows, found %d; columns %s%n%s"
            .formatted(
                expected.rows().size(),
                actual.rows().size(),
                expected.columns(),
                String.join(System.lineSeparator(), lines)));
  }

  private List<String> listedDifference(
      Answer expectedAnswer, List<List<@Nullable Object>> actual) {
    List<List<@Nullable Object>> expected = expectedAnswer.rows();
    List<String> lines = new ArrayList<>();
    int rows = Math.max(expected.size(), actual.size());
    for (int row = 0; row < rows && lines.size() < 3 * SHOWN; row++) {
      List<@Nullable Object> wanted = row < expected.size() ? expected.get(row) : null;
      List<@Nullable Object> found = row < actual.size() ? actual.get(row) : null;
      if (wanted == null || found == null || !same(wanted, found)) {
        lines.add("row " + (row + 1) + " expected " + shown(wanted));
        lines.add("row " + (row + 1) + " found    " + shown(found));
        if (wanted != null && found != null) {
          lines.add("row " + (row + 1) + apart(expectedAnswer.columns(), wanted, found));
        }
      }
    }
    return lines;
  }

  /** Rows pair off in any order. */
  private List<String> bagDifference(Answer expectedAnswer, List<List<@Nullable Object>> actual) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> left = groups(actual);
    List<List<@Nullable Object>> missing = new ArrayList<>();
    groups(expectedAnswer.rows())
        .forEach((key, rows) -> missing.addAll(unmatched(rows, left.getOrDefault(key, List.of()))));
    List<List<@Nullable Object>> unexpected = left.values().stream().flatMap(List::stream).toList();
    List<String> lines = new ArrayList<>();
    append(lines, missing, "missing");
    append(lines, unexpected, "unexpected");
    if (!missing.isEmpty() && !unexpected.isEmpty()) {
      lines.add(
          "the first of each" + apart(expectedAnswer.columns(), missing.get(0), unexpected.get(0)));
    }
    return lines;
  }

  private static void append(List<String> lines, List<List<@Nullable Object>> rows, String word) {
    rows.stream().limit(SHOWN).forEach(row -> lines.add(word + " " + shown(row)));
    if (rows.size() > SHOWN) {
      lines.add("and " + (rows.size() - SHOWN) + " more rows " + word);
    }
  }

  private String apart(
      List<String> columns, List<@Nullable Object> expected, List<@Nullable Object> actual) {
    return IntStream.range(0, columns.size())
        .filter(column -> !same(expected.get(column), actual.get(column)))
        .limit(SHOWN)
        .mapToObj(
            column ->
                columns.get(column)
                    + " "
                    + described(expected.get(column))
                    + " is not "
                    + described(actual.get(column)))
        .collect(Collectors.joining("; ", " differ: ", ""));
  }

  private static String described(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  private boolean same(List<@Nullable Object> expected, List<@Nullable Object> actual) {
    return IntStream.range(0, expected.size())
        .allMatch(column -> same(expected.get(column), actual.get(column)));
  }

  private boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (isFloating(expected) && isFloating(actual)) {
      Number wanted = (Number) Objects.requireNonNull(expected);
      Number found = (Number) Objects.requireNonNull(actual);
      return (wanted instanceof Float || found instanceof Float)
          ? tolerance.accepts(wanted.floatValue(), found.floatValue())
          : tolerance.accepts(wanted.doubleValue(), found.doubleValue());
    }
    return Objects.equals(whole(expected), whole(actual));
  }

  private static List<@Nullable Object> key(List<@Nullable Object> row) {
    List<@Nullable Object> key = new ArrayList<>(row.size());
    row.forEach(value -> key.add(isFloating(value) ? Floating.NUMBER : whole(value)));
    return key;
  }

  private static boolean isFloating(@Nullable Object value) {
    return value instanceof Double || value instanceof Float;
  }

  private static @Nullable Object whole(@Nullable Object value) {
    return value instanceof Short || value instanceof Integer
        ? (Object) ((Number) value).longValue()
        : value;
  }

  /** The rows without a partner among the candidates; partners are taken from these. */
  private List<List<@Nullable Object>> unmatched(
      List<List<@Nullable Object>> rows, List<List<@Nullable Object>> candidates) {
    List<List<@Nullable Object>> unmatched = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      int partner =
          IntStream.range(0, candidates.size())
              .filter(index -> same(row, candidates.get(index)))
              .findFirst()
              .orElse(-1);
      if (partner < 0) {
        unmatched.add(row);
      } else {
        candidates.remove(partner);
      }
    }
    return unmatched;
  }

  /**
   * The rows by what must be equal in them. Those of one group differ in floating-point numbers
   * alone and are sorted by them, so that most find their partner at once.
   */
  private static Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups(
      List<List<@Nullable Object>> rows) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows) {
      groups.computeIfAbsent(key(row), ignored -> new ArrayList<>()).add(row);
    }
    groups.values().forEach(group -> group.sort(AnswerComparison::byNumbers));
    return groups;
  }

  private static int byNumbers(List<@Nullable Object> first, List<@Nullable Object> second) {
    for (int column = 0; column < first.size(); column++) {
      if (isFloating(first.get(column))) {
        int order = Double.compare(number(first.get(column)), number(second.get(column)));
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  private static String shown(@Nullable List<@Nullable Object> row) {
    if (row == null) {
      return "no row";
    }
    String text =
        row.stream()
            .map(value -> value instanceof String ? "'" + value + "'" : String.valueOf(value))
            .collect(Collectors.joining(", ", "(", ")"));
    return text.length() > WIDTH ? text.substring(0, WIDTH) + " ..." : text;
  }
}
