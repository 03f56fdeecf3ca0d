package org.almagest.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query of the corpus: ADQL, and the SQL by which PostgreSQL answers it. Its file is written as
 *
 * <pre>
 * origin: case02/1002.2_coneMagColor      the query of the data set, or "own"
 * rows: 1                                 how many rows PostgreSQL returns
 * order: any | listed                     whether the order of the rows counts
 * tolerance: relative 1e-9 absolute 1e-12 either part; exact where the line is missing
 * names: compared | unspecified           whether the column names are compared (they are, if
 *                                         the line is missing)
 * note: what the query is for
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

  /** Reads the content of a file of the corpus. */
  static CorpusQuery parse(String name, String content) {
    CorpusFile file = CorpusFile.parse(name, content);
    AnswerComparison comparison =
        new AnswerComparison(
            file.choice(Order.class, "order", Order.ANY),
            file.choice(Names.class, "names", Names.COMPARED),
            tolerance(name, file.head().getOrDefault("tolerance", "")));
    return new CorpusQuery(
        name,
        file.value("origin"),
        Integer.parseInt(file.value("rows")),
        comparison,
        file.text("adql"),
        file.text("sql"));
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
