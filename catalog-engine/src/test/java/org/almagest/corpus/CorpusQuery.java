package org.almagest.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query of the corpus: ADQL, and the SQL by which PostgreSQL answers it. A file of the corpus is
 * written as
 *
 * <pre>
 * origin: case02/1002.2_coneMagColor      the query of the data set, or "own"
 * rows: 1                                 how many rows PostgreSQL returns
 * order: any | listed                     whether the order of the rows counts
 * tolerance: relative 1e-9 absolute 1e-12 either part, or none for exact (the default)
 * names: compared | unspecified           whether the standard fixes the column names
 * note: what the query is for             any number of lines
 * --- adql
 * SELECT ...
 * --- sql
 * SELECT ...
 * </pre>
 *
 * @param name the name of its file, without the extension
 * @param rows how many rows PostgreSQL returns
 */
record CorpusQuery(
    String name, String origin, int rows, AnswerComparison comparison, String adql, String sql) {

  private static final Pattern SECTIONS =
      Pattern.compile(
          "(?s)(?<head>.*?)^--- adql$(?<adql>.*?)^--- sql$(?<sql>.*)", Pattern.MULTILINE);
  private static final Pattern TOLERANCE =
      Pattern.compile("(relative (?<relative>\\S+))?\\s*(absolute (?<absolute>\\S+))?");

  /** Whether the order of the rows counts. */
  enum Order {
    ANY,
    LISTED
  }

  /** Whether the column names of the answer are compared. */
  enum Names {
    COMPARED,
    UNSPECIFIED
  }

  /** Reads the text of a file of the corpus. */
  static CorpusQuery parse(String name, String text) {
    Matcher sections = SECTIONS.matcher(text);
    if (!sections.matches()) {
      throw new CorpusException(
          "[" + name + "] lacks a line [--- adql] or, after it, a line [--- sql]");
    }
    Map<String, String> head = head(name, sections.group("head"));
    AnswerComparison comparison =
        new AnswerComparison(
            choice(Order.class, head.getOrDefault("order", "")),
            choice(Names.class, head.getOrDefault("names", "compared")),
            tolerance(name, head.getOrDefault("tolerance", "")));
    return new CorpusQuery(
        name,
        required(name, head, "origin"),
        Integer.parseInt(required(name, head, "rows")),
        comparison,
        sections.group("adql").strip(),
        sections.group("sql").strip());
  }

  private static Map<String, String> head(String name, String text) {
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : text.strip().split("\n")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new CorpusException("[" + name + "]: write KEY: VALUE instead of [" + line + "]");
      }
      head.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return head;
  }

  private static String required(String name, Map<String, String> head, String key) {
    String value = head.get(key);
    if (value == null) {
      throw new CorpusException("[" + name + "] lacks a line [" + key + ": ...]");
    }
    return value;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new CorpusException(
        "["
            + value
            + "] is none of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }

  private static Tolerance tolerance(String name, String text) {
    Matcher parts = TOLERANCE.matcher(text);
    if (!parts.matches()) {
      throw new CorpusException(
          "[" + name + "]: write [relative 1e-9 absolute 1e-12] instead of [" + text + "]");
    }
    return new Tolerance(number(parts.group("relative")), number(parts.group("absolute")));
  }

  private static double number(@Nullable String text) {
    return text == null ? 0 : Double.parseDouble(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
