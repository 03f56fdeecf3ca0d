package org.almagest.userdb;

import java.util.Locale;
import java.util.regex.Pattern;
import org.almagest.catalog.AdqlName;
import org.almagest.userdb.UserTableException.Code;

/**
 * The name of a user table: a regular identifier of ADQL (ADQL 2.1, section 2.1.4), compared
 * without regard to case.
 *
 * @param shown as the user wrote it
 */
public record UserTableName(String shown) {
  /** The schema of every user's own tables. */
  public static final String SCHEMA = "mydb";

  private static final Pattern REGULAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,55}");

  /**
   * Checks the name.
   *
   * @throws UserTableException if it is no regular identifier, or a reserved word
   */
  public UserTableName {
    if (!REGULAR.matcher(shown).matches()) {
      throw new UserTableException(
          Code.BAD_NAME,
          "A table's name starts with a letter and has letters, digits and '_', at most 56, not ["
              + shown
              + "]");
    }
    if (AdqlName.isReserved(shown)) {
      throw new UserTableException(
          Code.BAD_NAME, "[" + shown + "] is a word of ADQL: choose another name for the table");
    }
  }

  /**
   * The name in {@code mydb.name}.
   *
   * @throws UserTableException if the schema is missing or another one
   */
  public static UserTableName ofQualified(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || !text.substring(0, dot).strip().equalsIgnoreCase(SCHEMA)) {
      throw new UserTableException(
          Code.BAD_NAME, "A user table is written mydb.NAME, not [" + text + "]");
    }
    return new UserTableName(text.substring(dot + 1).strip());
  }

  /** The name in lower case, by which tables are found. */
  public String folded() {
    return shown.toLowerCase(Locale.ROOT);
  }
}
