package org.almagest.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;

/**
 * A query that ADQL does not allow, or that asks for what is not there. Its file is written as
 *
 * <pre>
 * origin: case01/3004_nonExistingColumn   the query of the data set, or "own"
 * code: UNKNOWN_COLUMN                    of AdqlErrorCode
 * at: 1:8-15                              the line, and the columns of the token to blame
 * note: what is wrong
 * --- adql
 * SELECT ...
 * </pre>
 *
 * @param name the name of its file, without the extension
 * @param line the line that is to blame, from 1
 * @param firstColumn the first column that is to blame, from 1
 * @param lastColumn the last one
 */
record CorpusRefusal(
    String name, AdqlErrorCode code, int line, int firstColumn, int lastColumn, String adql) {

  private static final Pattern PLACE =
      Pattern.compile("(?<line>\\d+):(?<first>\\d+)-(?<last>\\d+)");

  /** Reads the content of a file of the corpus. */
  static CorpusRefusal parse(String name, String content) {
    CorpusFile file = CorpusFile.parse(name, content);
    Matcher place = PLACE.matcher(file.value("at"));
    if (!place.matches()) {
      throw new CorpusException(
          "[" + name + "]: write [at: LINE:FIRST-LAST] instead of [" + file.value("at") + "]");
    }
    return new CorpusRefusal(
        name,
        AdqlErrorCode.valueOf(file.value("code")),
        Integer.parseInt(place.group("line")),
        Integer.parseInt(place.group("first")),
        Integer.parseInt(place.group("last")),
        file.text("adql"));
  }

  /** Whether an error says the same: its code, its line, and a column of the token. */
  boolean matches(AdqlException error) {
    return error.code() == code
        && error.line() == line
        && error.column() >= firstColumn
        && error.column() <= lastColumn;
  }

  @Override
  public String toString() {
    return name;
  }
}
