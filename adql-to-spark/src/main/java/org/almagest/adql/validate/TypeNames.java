package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types in a message of Calcite's, as ADQL calls them. */
final class TypeNames {
  private static final Pattern BRACKETED = Pattern.compile("<((?:[^<>]|<[^<>]*>)*)>");

  private TypeNames() {}

  /** A text with the names of its types replaced. */
  static String shown(String text) {
    return text.replaceAll("(?i)ObjectSqlType\\((\\w+)\\)", "$1")
        .replaceAll("\\bDECIMAL\\(\\d+, 0\\)", "BIGINT")
        .replaceAll("\\bDOUBLE\\b(?! PRECISION)", "DOUBLE PRECISION")
        .replaceAll("\\b(CHAR|VARCHAR|TIMESTAMP)\\(\\d+\\)", "$1")
        .replaceAll(" NOT NULL", "");
  }

  /** The types in angular brackets, joined by commas and "and". */
  static String listed(String signature) {
    List<String> types = new ArrayList<>();
    Matcher m = BRACKETED.matcher(signature);
    while (m.find()) {
      types.add(
          m.group(1).startsWith("RECORDTYPE") ? "a sub-query of many columns" : shown(m.group(1)));
    }
    if (types.size() < 2) {
      return String.join("", types);
    }
    int last = types.size() - 1;
    return String.join(", ", types.subList(0, last)) + " and " + types.get(last);
  }
}
