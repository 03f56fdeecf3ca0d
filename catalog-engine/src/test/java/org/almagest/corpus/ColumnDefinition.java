package org.almagest.corpus;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of a raw file.
 *
 * @param name as the file or its schema spells it
 * @param type what Almagest and PostgreSQL hold it as
 * @param length the greatest number of characters of a text; 0 where it has no limit or is no text
 * @param encoding how the raw file writes it
 * @param mysqlType the type in the MySQL dump, or null where the table comes from elsewhere
 */
record ColumnDefinition(
    String name, FelisType type, int length, Encoding encoding, @Nullable String mysqlType) {

  private static final Pattern REGULAR_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** The types that occur, by their names in Felis and in PostgreSQL. */
  enum FelisType {
    SHORT("short", "smallint"),
    INTEGER("int", "integer"),
    LONG("long", "bigint"),
    FLOAT("float", "real"),
    DOUBLE("double", "double precision"),
    // PostgreSQL would pad character(n), which neither the files nor the engines do.
    CHAR("char", "text"),
    STRING("string", "text"),
    TEXT("text", "text"),
    TIMESTAMP("timestamp", "timestamp");

    final String felis;
    final String postgres;

    FelisType(String felis, String postgres) {
      this.felis = felis;
      this.postgres = postgres;
    }
  }

  /** How a raw file writes a value. */
  enum Encoding {
    /** As PostgreSQL and Almagest read it. */
    PLAIN,
    /** Bytes, some of them escaped: the prepared file has them as upper-case hexadecimal digits. */
    BINARY,
    /** Sexagesimal hours: the text stays, and a column {@code ra_deg} is added. */
    HOURS,
    /** Sexagesimal degrees: the text stays, and a column {@code dec_deg} is added. */
    DEGREES
  }

  static ColumnDefinition of(String name, FelisType type) {
    return new ColumnDefinition(name, type, 0, Encoding.PLAIN, null);
  }

  static ColumnDefinition sexagesimal(String name, Encoding encoding) {
    return new ColumnDefinition(name, FelisType.CHAR, 11, encoding, null);
  }

  /** The name for PostgreSQL, which folds regular identifiers to lower case as ADQL ignores it. */
  String postgresName() {
    boolean regular = REGULAR_IDENTIFIER.matcher(name).matches();
    return '"' + (regular ? name.toLowerCase(Locale.ROOT) : name) + '"';
  }
}
